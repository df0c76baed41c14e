// Which way gravity is told. Android says how the ground pushes (up), iPhones the opposite. With the
// wrong sign left and right change places, so the phone finds out: its orientation tells where up is.

const ENOUGH = 30;
const RADIANS = Math.PI / 180;

/**
 * Up in the axes of the device, from the orientation event's beta and gamma in degrees
 * (W3C DeviceOrientation Event Specification, section on worked examples).
 * @param {number} beta
 * @param {number} gamma
 */
export function upOf(beta, gamma) {
  const b = beta * RADIANS;
  const g = gamma * RADIANS;
  return [-Math.cos(b) * Math.sin(g), Math.sin(b), Math.cos(b) * Math.cos(g)];
}

export class GravitySense {
  /** @type {number[] | null} */
  #up = null;
  #sum = 0;
  #seen = 0;
  #turned = (/** @type {DeviceOrientationEvent} */ event) => {
    if (event.beta !== null && event.gamma !== null) this.#up = upOf(event.beta, event.gamma);
  };

  start() {
    window.addEventListener("deviceorientation", this.#turned);
  }

  stop() {
    window.removeEventListener("deviceorientation", this.#turned);
  }

  /** @param {DeviceMotionEvent} event */
  add(event) {
    const acc = event.accelerationIncludingGravity;
    if (!this.#up || !acc || acc.x === null || acc.y === null || acc.z === null) return;
    this.#sum += acc.x * this.#up[0] + acc.y * this.#up[1] + acc.z * this.#up[2];
    this.#seen += 1;
  }

  /**
   * 1 when acceleration at rest points up, -1 when it points down, null when it cannot be told.
   * Up agrees with the mean push of the ground to within a few degrees, so half of gravity is clear.
   * @returns {1 | -1 | null}
   */
  sign() {
    const mean = this.#sum / Math.max(1, this.#seen);
    if (this.#seen < ENOUGH || Math.abs(mean) < 4.9) return null;
    return mean > 0 ? 1 : -1;
  }
}
