// Shows which walks wait on this phone, and what became of those that were sent.

import { dropWalk } from "./database.js";
import { waitingWalks } from "./queue.js";
import { element, write } from "./screens.js";
import { fileOf, sendWaiting } from "./upload.js";
import { say, sayClock, sayLength, sayPlace } from "./words.js";

/** @typedef {import("./database.js").KeptWalk} KeptWalk */
/** @typedef {import("./upload.js").Sent} Sent */

const TRY_AGAIN_MS = 30_000;

/** Show what waits, send it now, and again whenever there may be a connection. */
export function startSending() {
  const send = () => void sendNow();
  window.addEventListener("online", send);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") send();
  });
  element("send-now").addEventListener("click", send);
  window.setInterval(send, TRY_AGAIN_MS);
  send();
}

export async function sendNow() {
  await showWaiting();
  if (document.body.dataset.screen === "recording") return; // the walk has the phone to itself
  await sendWaiting(tell);
  await showWaiting();
}

/** @param {Sent} sent */
function tell(sent) {
  if (sent.outcome === "sent") {
    write("sent", say("sent"));
    const link = /** @type {HTMLAnchorElement} */ (element("result"));
    link.href = `/people/${encodeURIComponent(sent.walk.person)}/walks/${sent.recording}/`;
    link.hidden = !sent.walk.person;
  }
  write("send-problem", sent.outcome === "sent" ? "" : sent.message);
}

export async function showWaiting() {
  const walks = await waitingWalks();
  const waiting = walks.filter((walk) => walk.state === "waiting").length;
  document.body.dataset.waiting = String(waiting);
  write("waiting-state", waiting ? countOf(waiting) : "");
  element("waiting").hidden = walks.length === 0;
  element("send-now").hidden = waiting === 0;
  element("waiting-list").replaceChildren(...walks.map(itemOf));
}

/** @param {number} waiting */
function countOf(waiting) {
  return waiting === 1 ? say("waiting-one") : say("waiting-many", { n: waiting });
}

/** @param {KeptWalk} walk */
function itemOf(walk) {
  const item = document.createElement("li");
  item.className = "card";
  for (const line of linesOf(walk)) {
    const paragraph = document.createElement("p");
    paragraph.textContent = line;
    item.append(paragraph);
  }
  const row = document.createElement("div");
  row.className = "row";
  row.append(actionOf(say("save-copy"), () => void saveCopy(walk)), dropAction(walk));
  item.append(row);
  return item;
}

/** @param {KeptWalk} walk */
export function linesOf(walk) {
  const length = sayLength(walk.quality?.lastMs ?? 0);
  const lines = [say("walk-at", { time: sayClock(walk.startedMs), length })];
  if (walk.cutShort) lines.push(say("cut-short", { length }));
  if (walk.problem) lines.push(walk.problem);
  return [...lines, ...holesOf(walk)];
}

/** @param {KeptWalk} walk */
function holesOf(walk) {
  return (walk.quality?.holes ?? [])
    .slice(0, 5)
    .map((hole) => say("hole", { from: sayPlace(hole.fromMs), to: sayPlace(hole.toMs) }));
}

/**
 * @param {string} text
 * @param {() => void} act
 */
function actionOf(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button quiet";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

/** @param {KeptWalk} walk */
function dropAction(walk) {
  const action = actionOf(say("drop"), () => {
    if (action.dataset.sure) {
      void dropWalk(walk.id).then(showWaiting);
      return;
    }
    action.dataset.sure = "yes";
    action.textContent = say("drop-sure");
  });
  return action;
}

/** @param {KeptWalk} walk */
async function saveCopy(walk) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([await fileOf(walk)]));
  link.download = `walk-${walk.about.started.slice(0, 19).replaceAll(":", "")}.sfcap`;
  link.click();
  window.setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
