// An invitation to chat, beside the launcher: a file of its own, for pages that want one. It knows the
// element and its events, and nothing else of the widget.

// Where it is kept that it was answered: until when, in milliseconds since 1970.
const ANSWERED = "causerie-invitation";

const DAY = 864e5;

// What people do who are not idle.
const BUSY = ["keydown", "pointerdown", "pointermove", "scroll"];

// What the options must be; `when` is a function of the page's own.
const SECONDS = ["seconds, 0 or more", (value) => Number.isFinite(value) && value >= 0];
const WORDS = ["text that is not empty", (value) => typeof value === "string" && value.trim() !== ""];
const ALLOWED = {
  text: WORDS,
  accept: WORDS,
  dismiss: WORDS,
  idle: SECONDS,
  delay: SECONDS,
  days: ["days, 0 or more", SECONDS[1]],
  pages: ["a regular expression, as text, for the page's path", isExpression],
  when: ["a function", (value) => typeof value === "function"],
};

const USUAL = { idle: 30, delay: 0, days: 0, pages: "", when: () => true };

const LOOK_OF_INVITATION = `
  .invitation {
    all: initial;
    background: Canvas;
    border: 1px solid #76838f;
    border-radius: 14px;
    box-shadow: 0 4px 20px #0000004d;
    color: CanvasText;
    color-scheme: light;
    font: 15px/1.45 var(--causerie-font, system-ui, sans-serif);
    inset-block-end: 92px;
    inset-inline-end: 20px;
    margin-block-end: env(safe-area-inset-bottom);
    max-inline-size: min(300px, calc(100vw - 40px));
    overflow-wrap: anywhere;
    padding: 14px 16px;
    position: fixed;
    z-index: var(--causerie-z-index, 2147483000);
  }

  .invitation[data-theme=dark] {
    color-scheme: dark;
  }

  @media (prefers-color-scheme: dark) {
    .invitation[data-theme=auto] {
      color-scheme: dark;
    }
  }

  .invitation > p {
    margin: 0 0 10px;
    unicode-bidi: plaintext;
  }

  .invitation > div {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }

  .invitation button {
    border: 1px solid #76838f;
    border-radius: 10px;
    flex: 1;
    justify-content: center;
    min-block-size: 40px;
    padding: 4px 14px;
    unicode-bidi: plaintext;
  }

  .invitation button:first-child {
    background: var(--causerie-accent, #0b5c9e);
    border-color: transparent;
    color: var(--causerie-on-accent, #fff);
  }
`;

/** Invites whoever sees the page of that element, by these options; returns what ends that. */
export function invite(chat, options) {
  const { signal, abort } = ender();
  const all = { ...USUAL, ...options };
  const faults = Object.entries(ALLOWED).filter(([name, [, fits]]) => !fits(all[name]));
  for (const [name, [allowed]] of faults) {
    const found = JSON.stringify(all[name]) ?? "nothing";
    console.error(`causerie: option \`invitation\`, \`${name}\`: found ${found}, allowed: ${allowed}`);
  }
  const isHere = !faults.length && new RegExp(all.pages, "u").test(location.pathname + location.search);
  if (!isHere || isAnswered(chat)) return abort;
  // Whoever was in the window, or could not be served, is not invited.
  for (const name of ["opened", "started", "error", "connection"]) {
    const heard = ({ detail }) => (name !== "connection" || detail.state === "unavailable") && abort();
    chat.addEventListener(`causerie:${name}`, heard, { signal });
  }
  wait(all, signal, async () => {
    const wanted = !chat.hasAttribute("open") && !isChatting() && (await all.when());
    if (wanted && chat.isConnected && !signal.aborted) show(chat, all, signal, abort);
    else abort();
  });
  return abort;
}

function ender() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function isExpression(text) {
  try {
    return typeof text === "string" && Boolean(new RegExp(text, "u"));
  } catch {
    return false;
  }
}

// Until so many seconds have passed on the page, and nobody has done anything for so many.
function wait({ idle, delay }, signal, due) {
  let timer;
  const first = Date.now() + delay * 1000;
  const ring = () => {
    if (!document.hidden) {
      for (const name of [...BUSY, "visibilitychange"]) removeEventListener(name, begin, { capture: true });
      due();
    }
  };
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(ring, Math.max(idle * 1000, first - Date.now()));
  };
  for (const name of [...BUSY, "visibilitychange"]) addEventListener(name, begin, { capture: true, passive: true, signal });
  signal.addEventListener("abort", () => clearTimeout(timer));
  begin();
}

// Whether a chat is kept for this page, as `docs/csp.md` has it; the name of the window's state is another.
function isChatting() {
  try {
    const names = [...Object.keys(sessionStorage), ...Object.keys(localStorage)];
    return names.some((name) => name.startsWith("causerie:") && !name.startsWith("causerie:open "));
  } catch {
    return false;
  }
}

// Where the answer is kept: for days in the browser, else in the tab; nowhere, where nothing may be.
function stores({ options: { storage = "session" } }, days) {
  try {
    if (storage === "none") return [];
    if (days === undefined) return [sessionStorage, localStorage];
    return [days || storage === "local" ? localStorage : sessionStorage];
  } catch {
    return [];
  }
}

function isAnswered(chat) {
  try {
    return stores(chat).some((store) => Number(store.getItem(ANSWERED)) > Date.now());
  } catch {
    return false;
  }
}

function answer(chat, days) {
  try {
    for (const store of stores(chat, days)) store.setItem(ANSWERED, `${Date.now() + (days || 1) * DAY}`);
  } catch {
    // It is full: the answer holds for this page.
  }
}

function show(chat, { text, accept, dismiss, days }, signal, abort) {
  const root = chat.shadowRoot;
  const sheet = dressed(root);
  const box = part("div", { className: "invitation" });
  box.setAttribute("role", "complementary");
  box.setAttribute("aria-label", text);
  box.dataset.theme = chat.options.theme ?? "auto";
  const words = part("p");
  words.setAttribute("role", "status");
  const end = () => {
    const held = box.contains(root.activeElement);
    box.remove();
    sheet();
    if (held) root.querySelector("[aria-haspopup]")?.focus();
  };
  signal.addEventListener("abort", end);
  const leave = () => {
    answer(chat, days);
    abort();
  };
  const open = () => {
    leave();
    chat.open().catch(() => {});
  };
  const ways = part("div", {}, button(accept, open), button(dismiss, leave));
  box.append(words, ways);
  root.append(box);
  // Said once it is there: what comes with its place is not read out.
  setTimeout(() => (words.textContent = text));
  addEventListener("keydown", ({ key, defaultPrevented }) => key === "Escape" && !defaultPrevented && leave(), { signal });
}

function button(words, onclick) {
  return part("button", { type: "button", onclick }, words);
}

function part(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.setAttribute("part", element.className || name);
  element.append(...children);
  return element;
}

// Gives the root a style sheet; what is returned takes it away.
function dressed(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK_OF_INVITATION);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return () => (root.adoptedStyleSheets = root.adoptedStyleSheets.filter((one) => one !== sheet));
  } catch {
    const style = document.createElement("style");
    style.textContent = LOOK_OF_INVITATION;
    root.append(style);
    return () => style.remove();
  }
}
