// What goes on in the widgets of a page, for its logger and on a panel: a file of its own, for pages that want
// that. It hears their events, and nothing else of them.

import { dress } from "./dress.js";

// From the least.
const LEVELS = ["debug", "info", "warn", "error"];

// What is heard, and what of its detail a log may have: nothing of what people say and are called.
const EVENTS = {
  ready: [],
  opened: [],
  closed: [],
  started: [],
  message: ["type", "role", "at"],
  typing: [],
  participant: ["role", "joined"],
  connection: ["state", "delivery", "reason"],
  ended: ["by"],
  rated: ["grade"],
  // The sentence is Causerie's own and names nobody.
  error: ["kind", "name", "message"],
};

// So many lines the panel keeps.
const MOST = 200;

const LOOK_OF_LOG = `
  :host {
    all: initial !important;
  }

  .log {
    background: Canvas;
    block-size: 260px;
    border: 1px solid #76838f;
    border-radius: 10px;
    box-shadow: 0 4px 20px #0000004d;
    box-sizing: border-box;
    color: CanvasText;
    color-scheme: light dark;
    display: flex;
    flex-direction: column;
    font: 13px/1.4 system-ui, sans-serif;
    inline-size: min(480px, calc(100% - 24px));
    inset-block-start: 12px;
    inset-inline-start: 12px;
    max-block-size: calc(50vh - 24px);
    position: fixed;
    z-index: 2147483000;
  }

  @media print {
    .log {
      display: none;
    }
  }

  .head {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    padding: 6px 10px;
  }

  h2 {
    flex: 1;
    font-size: inherit;
    margin: 0;
  }

  button {
    font: inherit;
    min-block-size: 28px;
    padding: 2px 10px;
  }

  .entries {
    border-block-start: 1px solid #76838f;
    direction: ltr;
    flex: 1;
    font: 12px/1.5 monospace;
    overflow: auto;
    overflow-wrap: anywhere;
    padding: 6px 10px;
    white-space: pre-wrap;
  }

  .warn,
  .error {
    font-weight: bold;
  }

  :focus-visible {
    outline: 2px solid Highlight;
    outline-offset: -2px;
  }

  button:focus-visible {
    outline-offset: 2px;
  }
`;

/** Logs what goes on in every widget of the page, by these options; returns what ends that. */
export function log(options = {}) {
  const { to, level, redact, panel } = usable(options);
  const alive = new AbortController();
  const { signal } = alive;
  const end = () => alive.abort();
  const loggers = [to ? guarded(to) : write];
  if (panel) loggers.push(shown(signal, end));
  for (const [name, passed] of Object.entries(EVENTS)) {
    const hear = ({ detail }) => {
      const entry = { at: Date.now(), level: levelOf(name, detail), name, detail: { ...detail } };
      if (LEVELS.indexOf(entry.level) < LEVELS.indexOf(level)) return;
      for (const key of Object.keys(entry.detail)) {
        if (redact && !passed.includes(key)) entry.detail[key] = hidden(entry.detail[key]);
      }
      for (const logger of loggers) logger(entry);
    };
    // On its way down: no handler of the page's keeps it from here.
    document.addEventListener(`causerie:${name}`, hear, { capture: true, signal });
  }
  return end;
}

// The options as far as they can be used; what is wrong with the others is told.
function usable(options) {
  const { to, level = "info" } = options;
  const isFunction = to === undefined || typeof to === "function";
  if (!isFunction) refuse("to", to, "a function of the page");
  const isLevel = LEVELS.includes(level);
  if (!isLevel) refuse("level", level, LEVELS.join(", "));
  const [redact, panel] = Object.entries({ redact: true, panel: false }).map(([name, usual]) => {
    const wanted = options[name] ?? usual;
    if (/^(true|false)$/.test(wanted)) return `${wanted}` === "true";
    refuse(name, wanted, "true or false");
    return usual;
  });
  return { to: isFunction ? to : undefined, level: isLevel ? level : "info", redact, panel };
}

function refuse(name, value, allowed) {
  const found = JSON.stringify(value) ?? typeof value;
  console.error(`causerie: option \`log\`, \`${name}\`: found ${found}, allowed: ${allowed}`);
}

function levelOf(name, detail) {
  if (name === "error") return "error";
  if (name === "connection") return detail?.state === "good" ? "info" : "warn";
  if (name === "ended") return detail?.by === "lost" ? "warn" : "info";
  return /message|typing|participant/.test(name) ? "debug" : "info";
}

// How much there was, and not what.
function hidden(value) {
  if (Array.isArray(value)) return value.map(hidden);
  return typeof value === "string" ? `…(${[...value].length})` : "…";
}

// What the page does with an entry may fail, at once or later: nobody else is to notice.
function guarded(to) {
  let isTold = false;
  return async (entry) => {
    try {
      await to(entry);
    } catch (cause) {
      if (!isTold) console.error("causerie: option `log`, `to`:", cause);
      isTold = true;
    }
  };
}

function write(entry) {
  console[entry.level](`causerie: ${words(entry)}`);
}

function words({ name, detail }) {
  return Object.keys(detail).length ? `${name} ${JSON.stringify(detail)}` : name;
}

// Puts the panel on the page, and gives what adds a line to it.
function shown(signal, end) {
  const host = Object.assign(document.createElement("div"), { lang: "en" });
  const root = host.attachShadow({ mode: "open" });
  dress(root, LOOK_OF_LOG);
  const entries = Object.assign(element("div", "entries"), { tabIndex: 0 });
  // Whoever hears the page has enough to hear.
  for (const [name, value] of [["role", "log"], ["aria-label", "Events"], ["aria-live", "off"]]) {
    entries.setAttribute(name, value);
  }
  const heading = Object.assign(element("h2", "", "Causerie log"), { id: "heading" });
  const told = element("span", "told");
  told.setAttribute("role", "status");
  const copy = async () => {
    told.textContent = "";
    told.textContent = await copied(entries);
  };
  const clear = () => {
    entries.replaceChildren();
    told.textContent = "";
  };
  const buttons = Object.entries({ Copy: copy, Clear: clear, Close: end });
  const head = element("div", "head", heading, told);
  for (const [name, onclick] of buttons) head.append(Object.assign(element("button", "", name), { type: "button", onclick }));
  const panel = element("section", "log", head, entries);
  panel.setAttribute("aria-labelledby", "heading");
  root.append(panel);

  // Where the keyboard came from, it goes back to.
  let before;
  root.addEventListener("focusin", ({ relatedTarget }) => {
    // From nowhere it comes when the browser's window has it again.
    if (relatedTarget && !root.contains(relatedTarget)) before = relatedTarget;
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    end();
  });
  const show = () => document.body.append(host);
  if (document.body) show();
  else addEventListener("DOMContentLoaded", show, { once: true, signal });
  signal.addEventListener("abort", () => {
    const isUsed = root.activeElement;
    host.remove();
    if (isUsed) before?.focus();
  });
  return (entry) => {
    const isAtEnd = entries.scrollHeight - entries.scrollTop - entries.clientHeight < 20;
    const time = new Date(entry.at).toISOString().slice(11);
    const line = element("div", entry.level, `${time} ${entry.level} ${words(entry)}`);
    if (entries.childElementCount === MOST) entries.firstChild.remove();
    entries.append(line);
    if (isAtEnd) entries.scrollTop = entries.scrollHeight;
  };
}

// The panel is none of the window's parts, which pages may style.
function element(name, kind, ...children) {
  const made = Object.assign(document.createElement(name), { className: kind });
  made.append(...children);
  return made;
}

async function copied(entries) {
  try {
    await navigator.clipboard.writeText([...entries.children].map((line) => line.textContent).join("\n"));
    return "Copied";
  } catch {
    // It may be forbidden, and is on pages without TLS; the lines can be selected.
    return "The browser does not let it be copied";
  }
}
