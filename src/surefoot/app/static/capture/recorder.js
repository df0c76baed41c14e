// One recording: every second what came is put on disk, so that a crash costs a second at most.

import { ROW } from "./capture_format.js";
import { keepPart, keepWalk } from "./database.js";
import { GravitySense } from "./gravity.js";
import { QualityMeter } from "./quality.js";
import { Rows } from "./sensor.js";

/** @typedef {import("./database.js").KeptWalk} KeptWalk */

const EVERY_MS = 1000;
const WALL_CLOCK_SLACK_MS = 5000;

export class Recorder {
  /** @type {KeptWalk} */
  #walk;
  #rows = new Rows();
  #meter = new QualityMeter();
  #gravity = new GravitySense();
  /** @type {number[]} */
  #pending = [];
  /** @type {Promise<void>} */
  #writing = Promise.resolve();
  #timer = 0;
  #started = false;
  /** @type {(problem: unknown) => void} */
  #onTrouble;
  #listen = (/** @type {DeviceMotionEvent} */ event) => this.#take(event);
  #hidden = () => {
    if (document.visibilityState === "hidden") void this.flush();
  };

  /**
   * @param {KeptWalk} walk
   * @param {(problem: unknown) => void} onTrouble called when nothing more can be kept
   */
  constructor(walk, onTrouble) {
    this.#walk = walk;
    this.#onTrouble = onTrouble;
  }

  async start() {
    await keepWalk(this.#walk);
    this.#gravity.start();
    window.addEventListener("devicemotion", this.#listen);
    // A phone may end a hidden page at any time, without a word.
    document.addEventListener("visibilitychange", this.#hidden);
    window.addEventListener("pagehide", this.#hidden);
    this.#timer = window.setInterval(() => void this.flush(), EVERY_MS);
  }

  /** @param {DeviceMotionEvent} event */
  #take(event) {
    const row = this.#rows.of(event);
    if (!row) return;
    if (!this.#started) this.#noteStart(event);
    this.#meter.add(row);
    this.#gravity.add(event);
    for (const count of row) this.#pending.push(count);
  }

  /** @param {DeviceMotionEvent} event */
  #noteStart(event) {
    this.#started = true;
    const age = performance.now() - event.timeStamp;
    const credible = Math.abs(age) < WALL_CLOCK_SLACK_MS ? age : 0;
    const started = new Date(Date.now() - credible);
    this.#walk.startedMs = started.getTime();
    this.#walk.about.started = started.toISOString();
    this.#walk.about.intervalMs = event.interval > 0 ? event.interval : null;
  }

  /** Put what came since the last time on disk. */
  async flush() {
    if (this.#pending.length === 0) return this.#writing;
    const rows = Int32Array.from(this.#pending);
    this.#pending = [];
    const part = { walk: this.#walk.id, part: this.#walk.parts, rows: rows.buffer };
    this.#walk = {
      ...this.#walk,
      about: { ...this.#walk.about, gravitySign: this.#gravity.sign() },
      parts: this.#walk.parts + 1,
      rows: this.#walk.rows + rows.length / ROW,
      quality: this.#meter.read(),
    };
    const walk = this.#walk;
    this.#writing = this.#writing.then(() => keepPart(walk, part)).catch(this.#onTrouble);
    return this.#writing;
  }

  /** What was measured so far. */
  quality() {
    return this.#meter.read();
  }

  /**
   * End the recording; what was recorded then waits to be sent.
   * @returns {Promise<KeptWalk>}
   */
  async stop() {
    window.removeEventListener("devicemotion", this.#listen);
    this.#gravity.stop();
    document.removeEventListener("visibilitychange", this.#hidden);
    window.removeEventListener("pagehide", this.#hidden);
    window.clearInterval(this.#timer);
    await this.flush();
    this.#walk = { ...this.#walk, state: "waiting", quality: this.#meter.read() };
    await keepWalk(this.#walk);
    return this.#walk;
  }
}
