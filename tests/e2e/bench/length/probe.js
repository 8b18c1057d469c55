// In every page alike: when is something painted that was said, and what does the page hold?

const FIELDS = "textarea, [contenteditable=true], [contenteditable=''], input:not([type]), \
  input[type=text]";

const faults = [];
addEventListener("error", ({ message }) => faults.push(message));
addEventListener("unhandledrejection", ({ reason }) => faults.push(`${reason}`));

// When the page was last given an answer by a server, and what it said.
let answered;
let answer = "";
const { text } = Response.prototype;
Response.prototype.text = async function () {
  answer = await text.call(this);
  answered = performance.now();
  return answer;
};

const memories = [];
for (const name of ["instantiate", "instantiateStreaming"]) {
  const make = WebAssembly[name];
  WebAssembly[name] = async (...given) => {
    const made = await make.apply(WebAssembly, given);
    const { memory } = (made.instance ?? made).exports;
    if (memory) memories.push(memory);
    return made;
  };
}

function* deep(root, selector) {
  yield* root.querySelectorAll(selector);
  for (const { shadowRoot } of root.querySelectorAll("*")) {
    if (shadowRoot) yield* deep(shadowRoot, selector);
  }
}

// Whether one of the last things that a node holds are these words, and can be seen.
function shows(node, words) {
  if (node.nodeType === Node.TEXT_NODE) {
    if (!node.data.includes(words)) return false;
    const { top, height } = node.parentElement.getBoundingClientRect();
    return height > 0 && top > 0 && top < innerHeight;
  }
  let left = 20;
  for (let child = (node.shadowRoot ?? node).lastChild; child && left; child = child.previousSibling) {
    if (shows(child, words)) return true;
    left -= 1;
  }
  return false;
}

// A frame's callbacks run before it is painted, the next task after it.
function painted() {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve(performance.now());
    requestAnimationFrame(() => port2.postMessage(null));
  });
}

async function shown(words) {
  for (;;) {
    const moment = await painted();
    if (faults.length) throw new Error(faults.join("; "));
    if (shows(document.body, words)) return moment;
  }
}

// Nothing begins right after a frame in particular.
const sometime = () => new Promise((resolve) => setTimeout(resolve, Math.random() * 17));

const field = () => [...deep(document, FIELDS)].find((field) => field.checkVisibility());

let made;
const mounting = new Promise((resolve) => (made = resolve));
let add;

window.probe = {
  ready: made,
  // Puts it on the page, with what was said before; milliseconds until the last is painted.
  async mount(count, words) {
    const mount = await mounting;
    const said = await (await fetch(`/said/${count}`)).json();
    await sometime();
    const begun = performance.now();
    add = mount(said);
    return (await shown(words)) - begun;
  },
  async add(message, words) {
    await sometime();
    const begun = performance.now();
    add(message);
    return (await shown(words)) - begun;
  },
  // Whether the page has been told.
  told: (words) => answer.includes(words),
  async open(words) {
    await sometime();
    const begun = performance.now();
    causerie("open");
    return (await shown(words)) - begun;
  },
  close: () => causerie("close"),
  // Milliseconds from the answer of a server until what it says is painted.
  listen: (words) => (probe.heard = shown(words).then((moment) => moment - answered)),
  // Milliseconds from the next key until a frame after it is painted.
  key() {
    field().focus();
    probe.typed = new Promise((resolve) => {
      const typed = async ({ timeStamp }) => resolve((await painted()) - timeStamp);
      addEventListener("keydown", typed, { capture: true, once: true });
    });
  },
  written: () => field().value ?? field().textContent,
  nodes: () => [...deep(document, "*")].length,
  memory: () => memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
};
