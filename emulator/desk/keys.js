// Keys that work everywhere on the desk. None of them types a letter in any layout.

/** Hears the keyboard until the signal. */
export function listen(frame, signal) {
  document.addEventListener("keydown", (event) => hear(frame, event), { signal });
}

function hear(frame, event) {
  const deed = meant(frame, event);
  if (!deed || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  deed();
}

function meant(frame, { key, altKey, ctrlKey, metaKey, shiftKey }) {
  if (ctrlKey || metaKey || shiftKey) return undefined;
  if (altKey) {
    return { ArrowDown: () => frame.step(1), ArrowUp: () => frame.step(-1) }[key];
  }
  return {
    F2: () => frame.acceptFirst(),
    F8: () => frame.pane?.openAnswers(),
    F9: () => frame.pane?.end(),
  }[key];
}
