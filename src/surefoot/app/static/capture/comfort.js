// Tones, and a screen that stays on: nothing to read or touch while walking. Never vibration: some
// phones stop or disturb the motion sensor while they vibrate.

export class Tones {
  /** @type {AudioContext | null} */
  #context = null;

  /** Call from a tap: phones let a page sound only after one. */
  unlock() {
    try {
      this.#context ??= new AudioContext();
      void this.#context.resume();
    } catch {
      this.#context = null;
    }
  }

  /**
   * @param {number} hertz
   * @param {number} ms
   * @param {number} [afterMs]
   */
  sound(hertz, ms, afterMs = 0) {
    const context = this.#context;
    if (!context) return;
    const from = context.currentTime + afterMs / 1000;
    const to = from + ms / 1000;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = hertz;
    volume.gain.setValueAtTime(0.0001, from);
    volume.gain.exponentialRampToValueAtTime(0.4, from + 0.02);
    volume.gain.setValueAtTime(0.4, to - 0.04);
    volume.gain.exponentialRampToValueAtTime(0.0001, to);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(to);
  }
}

export class ScreenStaysOn {
  /** @type {WakeLockSentinel | null} */
  #lock = null;
  #wanted = false;
  #again = () => {
    if (this.#wanted && document.visibilityState === "visible") void this.#take();
  };

  async start() {
    this.#wanted = true;
    document.addEventListener("visibilitychange", this.#again);
    await this.#take();
  }

  async #take() {
    try {
      this.#lock = (await navigator.wakeLock?.request("screen")) ?? null;
    } catch {
      this.#lock = null; // A low battery may forbid it; the recording goes on.
    }
  }

  async stop() {
    this.#wanted = false;
    document.removeEventListener("visibilitychange", this.#again);
    await this.#lock?.release().catch(() => undefined);
    this.#lock = null;
  }
}

const ENOUGH_BYTES = 20_000_000;

/**
 * Whether there is room for a long walk, as far as the browser says; also asks it not to clear up.
 * @returns {Promise<boolean>}
 */
export async function hasRoom() {
  try {
    // Some browsers ask the person first; a walk does not wait for that.
    void navigator.storage?.persist?.().catch(() => false);
    const room = await navigator.storage?.estimate?.();
    if (room?.quota === undefined || room.usage === undefined) return true;
    return room.quota - room.usage >= ENOUGH_BYTES;
  } catch {
    return true;
  }
}
