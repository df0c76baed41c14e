// What the phone keeps until the server has it, in IndexedDB.

const NAME = "surefoot-phone";
const VERSION = 1;

/** @typedef {import("./capture_format.js").About} About */
/** @typedef {import("./quality.js").Quality} Quality */

/**
 * "recording" while samples come; "waiting" to be sent; "refused" when the server cannot use it.
 * @typedef {"recording" | "waiting" | "refused"} WalkState
 */

/**
 * @typedef {{
 *   id: string, person: string, state: WalkState, startedMs: number, about: About,
 *   parts: number, rows: number, cutShort: boolean, quality: Quality | null, problem: string,
 * }} KeptWalk
 */

/** @typedef {{walk: string, part: number, rows: ArrayBuffer}} Part */
/** @typedef {{person: string, name: string, token: string}} Key */

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** @returns {Promise<IDBDatabase>} */
function open() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("walks", { keyPath: "id" });
      request.result.createObjectStore("parts", { keyPath: ["walk", "part"] });
      request.result.createObjectStore("keys", { keyPath: "person" });
    };
    request.onsuccess = () => {
      // Another tab with a newer page may need to change the stores.
      request.result.onversionchange = () => {
        request.result.close();
        opened = null;
      };
      resolve(request.result);
    };
    request.onerror = () => {
      opened = null;
      reject(request.error);
    };
  });
  return opened;
}

/**
 * Run one transaction; it is on disk, not only in the browser's memory, when this resolves.
 * @template T
 * @param {string[]} stores
 * @param {IDBTransactionMode} mode
 * @param {(transaction: IDBTransaction) => IDBRequest<T> | null} work
 * @returns {Promise<T | undefined>}
 */
async function transact(stores, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(stores, mode, { durability: "strict" });
    const request = work(transaction);
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = () => reject(transaction.error);
    transaction.onabort = () => reject(transaction.error ?? new Error("aborted"));
  });
}

/** @param {string} walk */
const partsOf = (walk) => IDBKeyRange.bound([walk, 0], [walk, Infinity]);

/** @param {KeptWalk} walk */
export async function keepWalk(walk) {
  await transact(["walks"], "readwrite", (t) => t.objectStore("walks").put(walk));
}

/**
 * Keep a part of the rows and what is now known of the walk, both or neither.
 * @param {KeptWalk} walk
 * @param {Part} part
 */
export async function keepPart(walk, part) {
  await transact(["walks", "parts"], "readwrite", (t) => {
    t.objectStore("parts").put(part);
    return t.objectStore("walks").put(walk);
  });
}

/** @returns {Promise<KeptWalk[]>} oldest first */
export async function keptWalks() {
  /** @type {KeptWalk[] | undefined} */
  const walks = await transact(["walks"], "readonly", (t) => t.objectStore("walks").getAll());
  return (walks ?? []).sort((a, b) => a.startedMs - b.startedMs);
}

/**
 * @param {string} walk
 * @returns {Promise<Int32Array[]>}
 */
export async function readParts(walk) {
  /** @type {Part[] | undefined} */
  const parts = await transact(["parts"], "readonly", (t) =>
    t.objectStore("parts").getAll(partsOf(walk)),
  );
  return (parts ?? []).map((part) => new Int32Array(part.rows));
}

/** @param {string} walk */
export async function dropWalk(walk) {
  await transact(["walks", "parts"], "readwrite", (t) => {
    t.objectStore("parts").delete(partsOf(walk));
    t.objectStore("walks").delete(walk);
    return null;
  });
}

/** @param {Key} key */
export async function keepKey(key) {
  await transact(["keys"], "readwrite", (t) => t.objectStore("keys").put(key));
}

/** @returns {Promise<Key[]>} */
export async function keptKeys() {
  /** @type {Key[] | undefined} */
  const keys = await transact(["keys"], "readonly", (t) => t.objectStore("keys").getAll());
  return keys ?? [];
}

/** @param {string} person */
export async function dropKey(person) {
  await transact(["keys"], "readwrite", (t) => {
    t.objectStore("keys").delete(person);
    return null;
  });
}
