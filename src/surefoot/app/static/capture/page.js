// The page that records a walk. Each step of the way is a screen of its own.

import { ScreenStaysOn, Tones, hasRoom } from "./comfort.js";
import { onHold } from "./hold.js";
import { lockOf, recoverWalks } from "./queue.js";
import { Recorder } from "./recorder.js";
import { button, element, show, write } from "./screens.js";
import { askForSensor, firstMotion, hasRotationRate } from "./sensor.js";
import { linesOf, sendNow, showWaiting, startSending } from "./waiting.js";
import { asksWhose, chosenPerson, offerPeople } from "./whose.js";
import { SETTINGS, say, sayClock, sayLength, sayPlace } from "./words.js";

/** @typedef {import("./database.js").KeptWalk} KeptWalk */

const SENSOR_PATIENCE_MS = 3000;
const LONGEST_MS = 5 * 3600_000;
const PLACE_MEMORY = "surefoot-placement";

const tones = new Tones();
const screen = new ScreenStaysOn();

/** @returns {string} where the phone is, or "" when nothing was said */
function chosenPlacement() {
  const chosen = document.querySelector("input[name=placement]:checked");
  return chosen instanceof HTMLInputElement ? chosen.value : "";
}

function chosenCountdown() {
  const chosen = document.querySelector("input[name=countdown]:checked");
  return chosen instanceof HTMLInputElement ? Number(chosen.value) : SETTINGS.countdowns[0];
}

/** The tap on Start. The sensor is asked for before anything is waited for: iPhones insist. */
async function begin() {
  if (asksWhose()) return;
  if (!chosenPlacement()) {
    element("no-placement").hidden = false;
    element("placement").scrollIntoView();
    /** @type {HTMLElement | null} */ (document.querySelector("input[name=placement]"))?.focus();
    return;
  }
  element("no-placement").hidden = true;
  tones.unlock();
  const asked = askForSensor();
  localStorage.setItem(PLACE_MEMORY, chosenPlacement());
  const state = await asked;
  if (state !== "ready") return show(state);
  if (!(await hasRoom())) return show("low-room");
  await prepare();
}

async function prepare() {
  show("starting");
  write("countdown", "");
  write("starting-note", say("feeling"));
  const first = await firstMotion(SENSOR_PATIENCE_MS);
  if (!first) return show("no-sensor");
  write("starting-note", hasRotationRate(first) ? "" : say("no-gyroscope"));
  await screen.start();
  if (await countDown(chosenCountdown())) await record();
}

let cancelled = false;

/**
 * @param {number} seconds
 * @returns {Promise<boolean>} false when it was called off
 */
async function countDown(seconds) {
  cancelled = false;
  const end = performance.now() + seconds * 1000;
  let shown = Infinity;
  while (performance.now() < end && !cancelled) {
    const left = Math.ceil((end - performance.now()) / 1000);
    if (left < shown) {
      shown = left;
      write("countdown", String(left));
      if (left <= 3) tones.sound(660, 150);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (!cancelled) return true;
  await screen.stop();
  show("ready");
  return false;
}

/**
 * The model of the phone where the browser tells it (Android); elsewhere it stands nowhere.
 * @returns {Promise<string>}
 */
async function modelOfPhone() {
  /** @typedef {{getHighEntropyValues?: (hints: string[]) => Promise<{model?: string}>}} AgentData */
  const agent = /** @type {{userAgentData?: AgentData}} */ (navigator).userAgentData;
  const values = await agent?.getHighEntropyValues?.(["model"]).catch(() => null);
  return values?.model ?? "";
}

/**
 * @param {string} model
 * @returns {KeptWalk}
 */
function newWalk(model) {
  return {
    id: crypto.randomUUID(),
    person: chosenPerson(),
    state: "recording",
    startedMs: Date.now(),
    about: {
      started: new Date().toISOString(),
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
      intervalMs: null,
      device: { maker: "", model, software: navigator.userAgent },
      capture: { placement: chosenPlacement(), protocol: "free" },
    },
    parts: 0,
    rows: 0,
    cutShort: false,
    quality: null,
    problem: "",
  };
}

/** @type {(() => void) | null} */
let stop = null;

async function record() {
  const walk = newWalk(await modelOfPhone());
  /** @type {Promise<void>} */
  const stopped = new Promise((resolve) => (stop = resolve));
  const recorder = new Recorder(walk, () => stop?.());
  try {
    await recorder.start();
  } catch {
    await screen.stop();
    return show("no-keeping");
  }
  element("sure").hidden = true;
  tones.sound(880, 500);
  show("recording");
  const ticking = window.setInterval(() => tick(recorder), 1000);
  const kept = await holdingLock(lockOf(walk.id), async () => {
    await stopped;
    stop = null;
    window.clearInterval(ticking);
    return recorder.stop().catch(() => null);
  });
  await finish(kept);
}

/** @param {Recorder} recorder */
function tick(recorder) {
  const { lastMs } = recorder.quality();
  write("elapsed", sayPlace(lastMs));
  if (lastMs > LONGEST_MS) stop?.();
}

/**
 * While the lock is held, other tabs know that this walk is not left behind.
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
async function holdingLock(name, work) {
  return navigator.locks ? navigator.locks.request(name, work) : work();
}

/** @param {KeptWalk | null} walk null when its last second could not be kept */
async function finish(walk) {
  tones.sound(660, 200);
  tones.sound(440, 400, 250);
  await screen.stop();
  if (walk) {
    write("kept-length", say("recorded", { length: sayLength(walk.quality?.lastMs ?? 0) }));
    write("kept-quality", qualityOf(walk));
    write("kept-missing", linesOf(walk).slice(1).join(" "));
  } else {
    await recoverWalks();
    write("kept-missing", say("keeping-failed"));
  }
  write("sent", "");
  element("result").hidden = true;
  await showWaiting();
  show("kept");
  await sendNow();
}

/** @param {KeptWalk} walk */
function qualityOf(walk) {
  const quality = walk.quality;
  if (!quality?.rateHz) return say("nothing-felt");
  return say("quality", {
    rate: quality.rateHz.toFixed(0),
    jitter: (quality.jitterMs ?? 0).toFixed(1),
    step: quality.smallestStep === null ? "?" : Number(quality.smallestStep.toPrecision(1)),
  });
}

/** @param {KeptWalk[]} cut */
function tellOfRecovered(cut) {
  const told = cut.map((walk) =>
    say("recovered", {
      time: sayClock(walk.startedMs),
      length: sayLength(walk.quality?.lastMs ?? 0),
    }),
  );
  write("recovered", told.join(" "));
}

function offerLastPlacement() {
  const last = localStorage.getItem(PLACE_MEMORY);
  const same = document.querySelector(`input[name=placement][value="${CSS.escape(last ?? "")}"]`);
  if (same instanceof HTMLInputElement) same.checked = true;
}

function wire() {
  button("start").addEventListener("click", () => void begin());
  button("anyway").addEventListener("click", () => void prepare());
  button("call-off").addEventListener("click", () => (cancelled = true));
  onHold(
    button("stop"),
    () => stop?.(),
    () => (element("sure").hidden = false),
  );
  button("stop-now").addEventListener("click", () => stop?.());
  button("go-on").addEventListener("click", () => (element("sure").hidden = true));
  for (const back of document.querySelectorAll("[data-back]")) {
    back.addEventListener("click", () => show("ready"));
  }
}

async function keepShell() {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/record-worker.js", { scope: "/" });
  await navigator.serviceWorker.ready;
  document.documentElement.dataset.offline = "ready";
}

async function open() {
  offerLastPlacement();
  wire();
  show(window.isSecureContext ? "ready" : "insecure");
  try {
    await offerPeople();
    tellOfRecovered(await recoverWalks());
    await showWaiting();
  } catch {
    return show("no-keeping");
  }
  if (window.isSecureContext) startSending();
  void keepShell().catch(() => undefined);
}

void open();
