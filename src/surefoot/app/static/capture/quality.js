// What the recording is like, measured while it runs: rate, jitter, smallest step, holes.

import { CHANNELS, ROW, TICKS_PER_MS } from "./capture_format.js";

/** A hole is longer than this; at 60 a second, that is 30 samples missing. */
const HOLE_MS = 500;
const MOST_HOLES = 100;

/** @typedef {{fromMs: number, toMs: number}} Hole */

/**
 * @typedef {{
 *   rows: number, lastMs: number, rateHz: number | null, jitterMs: number | null,
 *   smallestStep: number | null, holes: Hole[],
 * }} Quality
 */

export class QualityMeter {
  #rows = 0;
  #lastTick = 0;
  #steps = 0;
  #sum = 0;
  #squares = 0;
  #smallest = Infinity;
  /** @type {Hole[]} */
  #holes = [];
  /** @type {number[] | null} */
  #before = null;

  /** @param {number[]} row */
  add(row) {
    if (this.#before) {
      this.#addStep(row[0] - this.#lastTick);
      for (let i = 1; i <= 3; i += 1) {
        const change = Math.abs(row[i] - this.#before[i]);
        if (change > 0 && change < this.#smallest) this.#smallest = change;
      }
    }
    this.#before = row;
    this.#lastTick = row[0];
    this.#rows += 1;
  }

  /** @param {number} ticks */
  #addStep(ticks) {
    const ms = ticks / TICKS_PER_MS;
    if (ms > HOLE_MS) {
      const end = (this.#lastTick + ticks) / TICKS_PER_MS;
      if (this.#holes.length < MOST_HOLES) this.#holes.push({ fromMs: end - ms, toMs: end });
      return;
    }
    this.#steps += 1;
    this.#sum += ms;
    this.#squares += ms * ms;
  }

  /** @returns {Quality} */
  read() {
    const mean = this.#steps ? this.#sum / this.#steps : null;
    const variance = mean === null ? null : this.#squares / this.#steps - mean * mean;
    return {
      rows: this.#rows,
      lastMs: this.#lastTick / TICKS_PER_MS,
      rateHz: mean ? 1000 / mean : null,
      jitterMs: variance === null ? null : Math.sqrt(Math.max(0, variance)),
      smallestStep: Number.isFinite(this.#smallest) ? this.#smallest * CHANNELS[0].scale : null,
      holes: [...this.#holes],
    };
  }
}

/**
 * Return what rows that were kept are like; a crash loses the meter, not the rows.
 * @param {readonly Int32Array[]} parts
 */
export function measureParts(parts) {
  const meter = new QualityMeter();
  for (const part of parts) {
    for (let i = 0; i < part.length; i += ROW) meter.add([...part.subarray(i, i + ROW)]);
  }
  return meter.read();
}
