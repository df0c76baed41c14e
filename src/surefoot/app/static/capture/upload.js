// Sends walks to the server, again and again until it says that it has them.

import { MEDIA_TYPE, encodeCapture } from "./capture_format.js";
import { dropWalk, keepWalk, keptKeys, readParts } from "./database.js";
import { waitingWalks } from "./queue.js";

/** @typedef {import("./database.js").KeptWalk} KeptWalk */

/**
 * "sent": the server has it and the phone let go of it; "later": no connection, or no room;
 * "locked": the server does not know this phone; "refused": it cannot use this walk.
 * @typedef {{outcome: "sent" | "later" | "locked" | "refused", walk: KeptWalk,
 *   recording: string, message: string}} Sent
 */

/**
 * Send every waiting walk; tell of each as it goes. Only one tab sends at a time.
 * @param {(sent: Sent) => void} tell
 */
export async function sendWaiting(tell) {
  if (!navigator.locks) return sendAll(tell);
  await navigator.locks.request("surefoot-send", { ifAvailable: true }, async (lock) => {
    if (lock) await sendAll(tell);
  });
}

/** @param {(sent: Sent) => void} tell */
async function sendAll(tell) {
  for (const walk of await waitingWalks()) {
    if (walk.state !== "waiting") continue;
    // One walk that cannot be sent must not hold up the others.
    tell(await send(walk));
  }
}

/**
 * Return the walk's file as it is sent.
 * @param {KeptWalk} walk
 */
export async function fileOf(walk) {
  return encodeCapture(walk.about, await readParts(walk.id));
}

/**
 * @param {KeptWalk} walk
 * @returns {Promise<Sent>}
 */
async function send(walk) {
  const body = await fileOf(walk);
  const hash = await hashOf(body);
  /** @type {Response} */
  let response;
  try {
    response = await fetch("/api/recordings", {
      method: "POST",
      headers: {
        "Content-Type": MEDIA_TYPE,
        "X-Content-SHA256": hash,
        ...(await credentialsFor(walk.person)),
      },
      body,
    });
  } catch {
    return { outcome: "later", walk, recording: "", message: "" };
  }
  return response.ok ? acknowledge(walk, hash, response) : explain(walk, response);
}

/**
 * Let go of a walk only if the server names the hash of exactly what was sent.
 * @param {KeptWalk} walk
 * @param {string} hash
 * @param {Response} response
 * @returns {Promise<Sent>}
 */
async function acknowledge(walk, hash, response) {
  const said = await json(response);
  if (said?.sha256 !== hash || typeof said.recording !== "string") {
    return { outcome: "later", walk, recording: "", message: "" };
  }
  await dropWalk(walk.id);
  return { outcome: "sent", walk, recording: said.recording, message: "" };
}

/**
 * @param {KeptWalk} walk
 * @param {Response} response
 * @returns {Promise<Sent>}
 */
async function explain(walk, response) {
  const message = String((await json(response))?.error?.message ?? "");
  if ([401, 403, 404].includes(response.status)) {
    return { outcome: "locked", walk, recording: "", message };
  }
  if (response.status === 422 || response.status === 413) {
    /** @type {KeptWalk} */
    const refused = { ...walk, state: "refused", problem: message };
    await keepWalk(refused);
    return { outcome: "refused", walk: refused, recording: "", message };
  }
  return { outcome: "later", walk, recording: "", message };
}

/**
 * A connected phone shows its token; any other browser its session, for the person of the walk.
 * @param {string} person
 * @returns {Promise<Record<string, string>>}
 */
async function credentialsFor(person) {
  const keys = await keptKeys();
  const key = keys.find((each) => each.person === person) ?? (!person && keys.length === 1 ? keys[0] : undefined);
  if (key) return { Authorization: `Bearer ${key.token}` };
  const me = await json(await fetch("/api/me"));
  const people = /** @type {{id: string}[]} */ (me?.people ?? []);
  const only = people.length === 1 ? people[0].id : "";
  return { "X-CSRFToken": String(me?.csrf ?? ""), "X-Surefoot-Person": person || only };
}

/**
 * @param {Response} response
 * @returns {Promise<Record<string, any> | null>}
 */
async function json(response) {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
export async function hashOf(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
