// In every page alike: when could somebody write? `probe.usable` becomes the time at which the
// first frame had been painted with a field that is seen, takes the focus, and keeps a letter; or hands
// both on to another.

const FIELDS = "textarea, [contenteditable=true], [contenteditable=''], input:not([type]), \
  input[type=text], input[type=email]";

// How long anything may take, in milliseconds.
const LIMIT = 30000;

const faults = [];
let begun = fromLoad ? 0 : undefined;

addEventListener("error", ({ message }) => faults.push(message));
addEventListener("unhandledrejection", ({ reason }) => faults.push(`${reason}`));
addEventListener("click", ({ timeStamp }) => (begun ??= timeStamp), { capture: true });

function* deep(root, selector) {
  yield* root.querySelectorAll(selector);
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    if (shadowRoot) yield* deep(shadowRoot, selector);
  }
}

const text = (field) => field?.value ?? field?.textContent ?? "";

function focused(root = document) {
  const active = root.activeElement;
  return active?.shadowRoot?.activeElement ? focused(active.shadowRoot) : active;
}

function isSeen(field) {
  const { width, height, top, left } = field.getBoundingClientRect();
  const shown = field.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return shown && width > 40 && height > 8 && top < innerHeight && left < innerWidth;
}

// Whether a field has taken a letter.
function written() {
  for (const field of deep(document, FIELDS)) {
    if (field.disabled || field.readOnly || !isSeen(field)) continue;
    field.focus();
    if (focused() !== field) continue;
    document.execCommand("insertText", false, "x");
    if (text(field).includes("x")) return true;
  }
}

// A frame's callbacks run before it is painted, the next task after it.
function painted() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(performance.now());
    requestAnimationFrame(() => port2.postMessage(null));
  });
}

async function watch() {
  for (;;) {
    const moment = await painted();
    if (faults.length) throw new Error(faults.join("; "));
    if (moment > LIMIT) throw new Error("there is nothing to write in");
    if (begun === undefined || !document.body) continue;
    if (!written()) continue;
    await painted();
    if (!text(focused()).includes("x")) continue;
    return { begun, moment, origin: performance.timeOrigin };
  }
}

const button = () => [...deep(document, "button")].find(isSeen);

window.probe = {
  usable: watch().catch(({ message }) => ({ fault: message })),
  // What stands in the field that has the focus.
  text: () => text(focused()),
  // The middle of the button.
  place: () => {
    const { top, left, width, height } = button()?.getBoundingClientRect() ?? {};
    return width && { x: left + width / 2, y: top + height / 2 };
  },
  press: () => button().click(),
};
