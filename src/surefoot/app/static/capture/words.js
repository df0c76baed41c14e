// Words and settings the server put into the page, in the reader's language.

/** @param {string} id */
function block(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "{}");
}

/** @type {Record<string, string>} */
const WORDS = block("words");

/** @type {{person: string, countdowns: number[]}} */
export const SETTINGS = block("settings");

/**
 * Return a sentence with its parameters filled in.
 * @param {string} id
 * @param {Record<string, string | number>} [params]
 */
export function say(id, params = {}) {
  const sentence = WORDS[id] ?? id;
  return sentence.replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ""));
}

/** @param {number} ms */
export function sayLength(ms) {
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes === 0) return say("seconds", { seconds });
  return say("minutes", { minutes, seconds: seconds % 60 });
}

/** @param {number} ms */
export function sayClock(ms) {
  return new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** @param {number} ms */
export function sayPlace(ms) {
  const seconds = Math.floor(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
