// A button that does something only when held: a pocket presses buttons.

const HOLD_MS = 1500;

/**
 * Call `done` once the button was held long enough by a finger, a mouse or a key. A press that no
 * hand makes (a screen reader, a voice, a switch) cannot be held and calls `asked` instead.
 * @param {HTMLButtonElement} button
 * @param {() => void} done
 * @param {() => void} asked
 */
export function onHold(button, done, asked) {
  let timer = 0;
  const begin = () => {
    if (timer) return;
    button.classList.add("held");
    timer = window.setTimeout(() => {
      end();
      done();
    }, HOLD_MS);
  };
  const end = () => {
    window.clearTimeout(timer);
    timer = 0;
    button.classList.remove("held");
  };
  button.addEventListener("pointerdown", begin);
  for (const name of ["pointerup", "pointercancel", "pointerleave", "blur"]) {
    button.addEventListener(name, end);
  }
  button.addEventListener("contextmenu", (event) => event.preventDefault());
  onKey(button, "keydown", begin);
  onKey(button, "keyup", end);
  button.addEventListener("click", (event) => {
    if (event.detail === 0) asked();
  });
}

/**
 * @param {HTMLButtonElement} button
 * @param {"keydown" | "keyup"} name
 * @param {() => void} act
 */
function onKey(button, name, act) {
  button.addEventListener(name, (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    act();
  });
}
