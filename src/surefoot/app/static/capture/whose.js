// Whose walk it is. The page says it in its address, a phone connected for one person knows, and one
// connected for several asks: a walk in the wrong diary is worse than one more tap.

import { keptKeys } from "./database.js";
import { element, write } from "./screens.js";
import { SETTINGS, say } from "./words.js";

/** @returns {string} the person named in the page or its address, or "" */
function named() {
  const inAddress = location.pathname.match(/^\/people\/([^/]+)\/record\/$/);
  return SETTINGS.person || (inAddress ? decodeURIComponent(inAddress[1]) : "");
}

/** Say for whom the phone records, or offer the choice. */
export async function offerPeople() {
  if (named()) return;
  const keys = await keptKeys();
  if (keys.length === 1) write("for-whom", say("for-whom", { name: keys[0].name }));
  element("whose").hidden = keys.length < 2;
  element("whose-choices").replaceChildren(
    ...keys.map((key) => choiceOf(key.person, key.name, keys.length === 1)),
  );
}

/**
 * @param {string} person
 * @param {string} name
 * @param {boolean} chosen
 */
function choiceOf(person, name, chosen) {
  const label = document.createElement("label");
  label.className = "chip";
  const input = document.createElement("input");
  Object.assign(input, { type: "radio", name: "whose", value: person, checked: chosen });
  const text = document.createElement("span");
  text.textContent = name;
  label.append(input, text);
  return label;
}

/** @returns {string} the person, or "" when nobody is known or chosen */
export function chosenPerson() {
  const chosen = document.querySelector("input[name=whose]:checked");
  return named() || (chosen instanceof HTMLInputElement ? chosen.value : "");
}

/** @returns {boolean} whether a choice is offered and none was made; the page then asks for it */
export function asksWhose() {
  const missing = !element("whose").hidden && !chosenPerson();
  element("no-person").hidden = !missing;
  if (missing) {
    element("whose").scrollIntoView();
    /** @type {HTMLElement | null} */ (document.querySelector("input[name=whose]"))?.focus();
  }
  return missing;
}
