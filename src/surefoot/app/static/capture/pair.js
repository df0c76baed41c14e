// Connects this phone: the one-time token in the address (after the #, so that no server log sees
// it) becomes a token of this phone's own.

import { keepKey } from "./database.js";
import { element, write } from "./screens.js";
import { say } from "./words.js";

/** @typedef {{id: string, name: string}} Person */

const token = location.hash.slice(1);

/**
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>}
 */
async function ask(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const said = await response.json();
  if (!response.ok) throw new Error(String(said?.error?.message ?? ""));
  return said;
}

/** @param {Person} person */
async function connect(person) {
  const name = /** @type {HTMLInputElement} */ (element("phone-name")).value.trim();
  const made = await ask("/api/devices", { token, person: person.id, name: name || say("phone") });
  await keepKey({ person: made.person.id, name: made.person.name, token: made.token });
  history.replaceState(null, "", location.pathname);
  write("pair-state", say("connected", { name: made.person.name }));
  element("choose").hidden = true;
  const record = /** @type {HTMLAnchorElement} */ (element("record"));
  record.href = `/people/${encodeURIComponent(made.person.id)}/record/`;
  record.hidden = false;
}

/** @param {Person} person */
function choiceOf(person) {
  const item = document.createElement("li");
  const choice = document.createElement("button");
  choice.type = "button";
  choice.className = "button";
  choice.textContent = say("connect-for", { name: person.name });
  choice.addEventListener("click", () => {
    choice.disabled = true;
    connect(person).catch((problem) => {
      choice.disabled = false;
      write("pair-state", problem.message || say("pair-failed"));
    });
  });
  item.append(choice);
  return item;
}

/** @param {string} userAgent */
function guessName(userAgent) {
  return ["iPhone", "iPad", "Android"].find((kind) => userAgent.includes(kind)) ?? say("phone");
}

async function open() {
  if (!window.isSecureContext) return write("pair-state", say("pair-insecure"));
  if (!token) return write("pair-state", say("pair-no-token"));
  try {
    const { people } = await ask("/api/pairing", { token });
    write("pair-state", people.length ? "" : say("pair-nobody"));
    element("choose").hidden = people.length === 0;
    /** @type {HTMLInputElement} */ (element("phone-name")).value = guessName(navigator.userAgent);
    element("people").replaceChildren(...people.map(choiceOf));
  } catch (problem) {
    const message = problem instanceof Error ? problem.message : "";
    write("pair-state", message || say("pair-failed"));
  }
}

void open();
