// Small comforts. Every page works without this file.

/** Tell the server this browser's time zone, so that "today" is today here. */
function nameTheZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!zone || document.cookie.split("; ").includes(`surefoot-zone=${zone}`)) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `surefoot-zone=${zone}; Path=/; Max-Age=31536000; SameSite=Strict${secure}`;
}

/** A second tap on a picked answer takes it back: radio buttons alone cannot. */
function letAnswersBeTakenBack() {
  for (const group of document.querySelectorAll(".rating, .chips")) {
    let held = /** @type {HTMLInputElement | null} */ (null);
    group.addEventListener("pointerdown", (event) => {
      const label = event.target instanceof Element ? event.target.closest("label") : null;
      const input = label?.querySelector("input[type=radio]");
      held = input instanceof HTMLInputElement && input.checked ? input : null;
    });
    group.addEventListener("click", (event) => {
      if (!held || event.target !== held) return;
      held.checked = false;
      held = null;
    });
  }
}

/** Say that something takes a while, where a form has words for it. */
function showBusy(/** @type {HTMLFormElement} */ form, /** @type {boolean} */ busy) {
  const note = form.querySelector("[data-busy]");
  if (note instanceof HTMLElement) note.textContent = busy ? note.dataset.busy ?? "" : "";
}

/** Nobody sends the same form twice by a second tap. */
function sendOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement)) return;
    // A form that only downloads a file stays on the page, and may be sent again.
    if (form.dataset.again !== undefined) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
    showBusy(form, true);
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) {
      delete form.dataset.sent;
      showBusy(form, false);
    }
  });
}

function offerPrinting() {
  for (const button of document.querySelectorAll("[data-print]")) {
    button.classList.remove("needs-script");
    button.addEventListener("click", () => window.print());
  }
}

/** Count down to the next rating; the page says the time of day as well, for those without. */
function countDown() {
  for (const shown of document.querySelectorAll("[data-due]")) {
    if (!(shown instanceof HTMLElement)) continue;
    const due = Date.parse(shown.dataset.due ?? "");
    shown.classList.remove("needs-script");
    const tick = () => {
      const left = Math.max(0, Math.round((due - Date.now()) / 1000));
      const rest = String(left % 60).padStart(2, "0");
      shown.textContent = left > 0 ? `${Math.floor(left / 60)}:${rest}` : shown.dataset.now ?? "";
    };
    tick();
    setInterval(tick, 1000);
  }
}

/** How sure an explanation is takes a moment: it comes after the page, in its place. */
async function workOutHowSure() {
  const fits = document.getElementById("fits");
  const where = fits?.dataset.surer;
  if (!fits || !where) return;
  const answer = await fetch(where, { credentials: "same-origin" });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const surer = page.getElementById("fits");
  // Nobody loses the place they read: what is open stays open, and focus is left alone.
  if (!surer || fits.contains(document.activeElement)) return;
  const open = new Set([...fits.querySelectorAll("details[open]")].map((d) => d.parentElement?.id));
  for (const box of surer.querySelectorAll("details")) {
    if (box.parentElement?.id && open.has(box.parentElement.id)) box.open = true;
  }
  fits.replaceWith(document.adoptNode(surer));
}

/** What takes a moment to work out comes after the page, in its place. */
async function bringLater() {
  for (const place of document.querySelectorAll("[data-later]")) {
    if (!(place instanceof HTMLElement) || !place.dataset.later) continue;
    const answer = await fetch(place.dataset.later, { credentials: "same-origin" });
    if (!answer.ok) continue;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const there = page.getElementById(place.id);
    // What leads there stays here.
    const more = place.querySelector("[data-more]");
    const link = more?.querySelector("[data-then]");
    if (link instanceof HTMLElement) link.textContent = link.dataset.then ?? "";
    if (more) there?.append(more);
    if (there && !place.contains(document.activeElement)) place.replaceWith(document.adoptNode(there));
  }
}

// The edges of the days in a picture of them, in its own pixels, as it is drawn.
const DAYS_LEFT = 40;
const DAYS_RIGHT = 14;
const DAY_MS = 86400000;

/** A touch on a day in the picture leads to it; a list of days does the same without a script. */
function touchDays() {
  for (const figure of document.querySelectorAll("[data-day-url]")) {
    const image = figure.querySelector("img");
    if (!(figure instanceof HTMLElement) || !image) continue;
    document.querySelector("[data-touch]")?.classList.remove("needs-script");
    image.addEventListener("click", (event) => {
      const wide = image.naturalWidth;
      const room = wide - DAYS_LEFT - DAYS_RIGHT;
      const share = ((event.offsetX / image.clientWidth) * wide - DAYS_LEFT) / room;
      const first = Date.parse(figure.dataset.first ?? "");
      const days = Math.round((Date.parse(figure.dataset.last ?? "") - first) / DAY_MS);
      if (share < -0.02 || share > 1.02) return;
      const place = Math.min(Math.max(Math.round(share * (days + 1.4) - 0.7), 0), days);
      const day = new Date(first + place * DAY_MS).toISOString().slice(0, 10);
      location.assign(`${figure.dataset.dayUrl}?near=${day}`);
    });
  }
}

nameTheZone();
letAnswersBeTakenBack();
sendOnce();
offerPrinting();
countDown();
workOutHowSure();
bringLater();
touchDays();
document.getElementById("errors")?.focus();
