// The walks on this phone that the server does not have yet.

import { dropWalk, keepWalk, keptWalks, readParts } from "./database.js";
import { measureParts } from "./quality.js";

/** @typedef {import("./database.js").KeptWalk} KeptWalk */

const LEFT_ALONE_MS = 10_000;

/** @param {string} walk */
export const lockOf = (walk) => `surefoot-walk-${walk}`;

/**
 * Find recordings that nobody stopped (a crash, a flat battery, a closed tab) and make them wait to
 * be sent with what was kept of them. One that another tab is recording now is left alone.
 * @returns {Promise<KeptWalk[]>} the recordings that were cut short
 */
export async function recoverWalks() {
  const cut = [];
  for (const walk of await keptWalks()) {
    if (walk.state === "recording" && !(await isBeingRecorded(walk))) {
      const closed = await closeWalk(walk);
      if (closed) cut.push(closed);
    }
  }
  return cut;
}

/** @param {KeptWalk} walk */
async function isBeingRecorded(walk) {
  if (navigator.locks) {
    return navigator.locks.request(lockOf(walk.id), { ifAvailable: true }, (lock) => !lock);
  }
  const lastMs = walk.startedMs + (walk.quality?.lastMs ?? 0);
  return Date.now() - lastMs < LEFT_ALONE_MS;
}

/**
 * @param {KeptWalk} walk
 * @returns {Promise<KeptWalk | null>} null when nothing of it was kept
 */
async function closeWalk(walk) {
  const parts = await readParts(walk.id);
  if (parts.length === 0) {
    await dropWalk(walk.id);
    return null;
  }
  /** @type {KeptWalk} */
  const closed = { ...walk, state: "waiting", cutShort: true, quality: measureParts(parts) };
  await keepWalk(closed);
  return closed;
}

/** @returns {Promise<KeptWalk[]>} walks not recording now, oldest first */
export async function waitingWalks() {
  return (await keptWalks()).filter((walk) => walk.state !== "recording");
}
