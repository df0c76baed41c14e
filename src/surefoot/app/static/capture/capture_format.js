// The phone's own file: one JSON header line, then int32 rows. The reader in Python is
// readers/phone_capture.py; both sides are tested against each other.

export const MEDIA_TYPE = "application/vnd.surefoot.capture";

/** A count that says: no value in this row. */
export const MISSING = -2147483648;
const LARGEST = 2147483647;

/** Times are whole counts of 10 microseconds. */
export const TICKS_PER_MS = 100;

/** The latest time a row can have: 5.9 hours. */
export const LAST_TICK = LARGEST;

/**
 * @typedef {{name: string, unit: string, scale: number}} Channel
 */

// Acceleration with gravity as the browser gives it; rotation about x, y and z. The counts are finer
// than any browser rounds (0.1 m/s2, 0.1 deg/s), so nothing is lost by them.
/** @type {readonly Channel[]} */
export const CHANNELS = Object.freeze([
  { name: "acc_x", unit: "m/s2", scale: 1e-5 },
  { name: "acc_y", unit: "m/s2", scale: 1e-5 },
  { name: "acc_z", unit: "m/s2", scale: 1e-5 },
  { name: "gyr_x", unit: "deg/s", scale: 1e-4 },
  { name: "gyr_y", unit: "deg/s", scale: 1e-4 },
  { name: "gyr_z", unit: "deg/s", scale: 1e-4 },
]);

/** Numbers in one row: the time, then a count a channel. */
export const ROW = 1 + CHANNELS.length;
const FIRST_ROTATION = 1 + 3;

/**
 * @typedef {{
 *   started: string, zone: string, intervalMs: number | null, gravitySign?: 1 | -1 | null,
 *   device: {maker: string, model: string, software: string},
 *   capture: {placement: string, protocol: string},
 * }} About
 */

/**
 * Return the count of a value, or MISSING for none or for one that no count can say.
 * @param {number | null | undefined} value
 * @param {number} scale
 */
export function toCount(value, scale) {
  if (typeof value !== "number" || !Number.isFinite(value)) return MISSING;
  const count = Math.round(value / scale);
  return Math.abs(count) > LARGEST ? MISSING : count;
}

/**
 * Return the file of a walk. The same rows always give the same bytes, so sending again is harmless.
 * @param {About} about
 * @param {readonly Int32Array[]} parts rows of ROW numbers each
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function encodeCapture(about, parts) {
  const width = hasRotation(parts) ? ROW : FIRST_ROTATION;
  const rows = parts.reduce((sum, part) => sum + part.length / ROW, 0);
  const header = new TextEncoder().encode(`${headerLine(about, width - 1, rows)}\n`);
  const bytes = new Uint8Array(header.length + rows * width * 4);
  bytes.set(header);
  const view = new DataView(bytes.buffer, header.length);
  let at = 0;
  for (const part of parts) {
    for (let i = 0; i < part.length; i += 1) {
      if (i % ROW >= width) continue;
      view.setInt32(at, part[i], true);
      at += 4;
    }
  }
  return bytes;
}

/**
 * @param {About} about
 * @param {number} channels
 * @param {number} rows
 */
function headerLine(about, channels, rows) {
  return JSON.stringify({
    format: "surefoot-capture",
    version: 1,
    started: about.started,
    zone: about.zone,
    channels: CHANNELS.slice(0, channels),
    rows,
    interval_ms: about.intervalMs,
    gravity_sign: about.gravitySign ?? null,
    device: about.device,
    capture: about.capture,
  });
}

/**
 * Whether any row holds a rotation: a phone without a gyroscope has no such channels.
 * @param {readonly Int32Array[]} parts
 */
function hasRotation(parts) {
  return parts.some((part) => part.some((count, i) => i % ROW >= FIRST_ROTATION && count !== MISSING));
}
