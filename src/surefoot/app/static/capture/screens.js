// One screen at a time. Each has a heading that takes the focus, so that it is read out.

/** @typedef {"ready" | "starting" | "recording" | "kept" | "no-sensor" | "denied" | "insecure"
 *   | "low-room" | "no-keeping"} Screen */

/** @param {Screen} name */
export function show(name) {
  for (const section of document.querySelectorAll("section[data-screen]")) {
    if (section instanceof HTMLElement) section.hidden = section.dataset.screen !== name;
  }
  const before = document.body.dataset.screen;
  document.body.dataset.screen = name;
  if (before === undefined) return; // the page opens at its top
  const heading = document.querySelector(`section[data-screen="${name}"] [tabindex="-1"]`);
  if (heading instanceof HTMLElement) heading.focus();
  window.scrollTo(0, 0);
}

/** @param {string} id */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no #${id} on this page`);
  return found;
}

/** @param {string} id */
export function button(id) {
  return /** @type {HTMLButtonElement} */ (element(id));
}

/**
 * @param {string} id
 * @param {string} text
 */
export function write(id, text) {
  const place = element(id);
  if (place.textContent !== text) place.textContent = text;
  place.hidden = text === "";
}
