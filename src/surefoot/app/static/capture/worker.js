// Keeps the recording page at hand, so that a walk can be recorded with no connection. The server
// puts SUREFOOT_SHELL in front of this file: the version (a hash of the contents) and the files.

/** @typedef {{version: string, page: string, files: string[]}} Shell */

const worker = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
const shell = /** @type {{SUREFOOT_SHELL: Shell}} */ (/** @type {unknown} */ (self)).SUREFOOT_SHELL;

const PREFIX = "surefoot-shell-";
const CACHE = PREFIX + shell.version;
const PATIENCE_MS = 3000;
const ABSENCE_MS = 20_000;

/** Until then the server is taken to be away: asking it for each file would take seconds. */
let awayUntil = 0;

worker.addEventListener("install", (event) => {
  event.waitUntil(fill().then(() => worker.skipWaiting()));
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(dropOldCaches().then(() => worker.clients.claim()));
});

worker.addEventListener("fetch", (event) => {
  const kept = keptNameOf(event.request);
  if (kept) event.respondWith(answer(event.request, kept));
});

async function fill() {
  const cache = await caches.open(CACHE);
  await Promise.all(
    [shell.page, ...shell.files].map(async (file) => {
      // Without cookies: the page that is kept must hold nothing of anyone.
      const response = await fetch(file, { cache: "reload", credentials: "omit" });
      if (!response.ok) throw new Error(`${file}: ${response.status}`);
      await cache.put(file, response);
    }),
  );
}

async function dropOldCaches() {
  const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/**
 * Return under which name an answer is kept, or "" for what is none of this worker's business.
 * @param {Request} request
 */
function keptNameOf(request) {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return "";
  if (request.mode === "navigate") return isRecordPage(url.pathname) ? shell.page : "";
  return shell.files.includes(url.pathname) ? url.pathname : "";
}

/** @param {string} path */
function isRecordPage(path) {
  return path === shell.page || /^\/people\/[^/]+\/record\/$/.test(path);
}

/**
 * The server's own answer if it comes soon, else the kept one.
 * @param {Request} request
 * @param {string} kept
 * @returns {Promise<Response>}
 */
async function answer(request, kept) {
  if (Date.now() >= awayUntil) {
    const fresh = await fetchSoon(request);
    if (fresh) return fresh;
    awayUntil = Date.now() + ABSENCE_MS;
  }
  const cache = await caches.open(CACHE);
  return (await cache.match(kept)) ?? fetch(request);
}

/**
 * @param {Request} request
 * @returns {Promise<Response | null>}
 */
async function fetchSoon(request) {
  const giveUp = new AbortController();
  const timer = setTimeout(() => giveUp.abort(), PATIENCE_MS);
  try {
    const response = await fetch(request, { signal: giveUp.signal });
    return response.status < 500 ? response : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
