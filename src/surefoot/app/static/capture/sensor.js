// The phone's motion sensor, and the ways in which it may not be there.

import { CHANNELS, LAST_TICK, ROW, TICKS_PER_MS, toCount } from "./capture_format.js";

/** @typedef {"ready" | "insecure" | "no-sensor" | "denied"} SensorState */

// iPhones need a tap before they may be asked; Chromium has the same function and needs none. So the
// function is called where it is, and nothing is concluded from its presence.
/** @typedef {{requestPermission?: () => Promise<string>}} Askable */

/**
 * Ask for leave to feel movement. Call it from a tap, before anything is waited for.
 * @returns {Promise<SensorState>}
 */
export async function askForSensor() {
  if (!window.isSecureContext) return "insecure";
  if (typeof DeviceMotionEvent === "undefined") return "no-sensor";
  const ask = /** @type {Askable} */ (/** @type {unknown} */ (DeviceMotionEvent)).requestPermission;
  if (typeof ask !== "function") return "ready";
  try {
    return (await ask.call(DeviceMotionEvent)) === "granted" ? "ready" : "denied";
  } catch {
    return "denied";
  }
}

/**
 * Wait for the first event that holds an acceleration. A machine without the sensor sends one event
 * in which everything is null, so only time can tell that nothing comes.
 * @param {number} patienceMs
 * @returns {Promise<DeviceMotionEvent | null>}
 */
export function firstMotion(patienceMs) {
  return new Promise((resolve) => {
    const timer = setTimeout(() => finish(null), patienceMs);
    /** @param {DeviceMotionEvent | null} event */
    function finish(event) {
      clearTimeout(timer);
      window.removeEventListener("devicemotion", look);
      resolve(event);
    }
    /** @param {DeviceMotionEvent} event */
    function look(event) {
      if (hasAcceleration(event)) finish(event);
    }
    window.addEventListener("devicemotion", look);
  });
}

/** @param {DeviceMotionEvent} event */
export function hasAcceleration(event) {
  const acc = event.accelerationIncludingGravity;
  return acc !== null && acc.x !== null && acc.y !== null && acc.z !== null;
}

/** @param {DeviceMotionEvent} event */
export function hasRotationRate(event) {
  const rate = event.rotationRate;
  return rate !== null && rate.alpha !== null && rate.beta !== null && rate.gamma !== null;
}

/**
 * Turn events into rows, the first at time 0. Events without acceleration, out of order or beyond
 * what a row can say are left out.
 */
export class Rows {
  /** @type {number | null} */
  #zero = null;
  #lastTick = -1;

  /**
   * Return the row of an event, or null when it gives none.
   * @param {DeviceMotionEvent} event
   * @returns {number[] | null}
   */
  of(event) {
    if (!hasAcceleration(event)) return null;
    this.#zero ??= event.timeStamp;
    const tick = Math.round((event.timeStamp - this.#zero) * TICKS_PER_MS);
    if (tick <= this.#lastTick || tick > LAST_TICK) return null;
    this.#lastTick = tick;
    const row = new Array(ROW);
    row[0] = tick;
    valuesOf(event).forEach((value, i) => {
      row[i + 1] = toCount(value, CHANNELS[i].scale);
    });
    return row;
  }
}

/**
 * Acceleration x, y, z, and rotation about x, y, z. Of rotation *rate*, alpha is about x, beta about
 * y, gamma about z: all browsers do so, and the W3C followed them (w3c/deviceorientation, pull 43).
 * MDN says otherwise: there and in the *orientation* event, alpha is about z.
 * @param {DeviceMotionEvent} event
 */
function valuesOf(event) {
  const acc = event.accelerationIncludingGravity;
  const rate = event.rotationRate;
  return [acc?.x, acc?.y, acc?.z, rate?.alpha, rate?.beta, rate?.gamma];
}
