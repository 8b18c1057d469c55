// Buttons of the page's own in the place of the launcher: a file of its own, for pages that have such.
// The launcher stays, unseen: what it says, they say.

// What people do who are about to open the window, as the launcher hears it.
const SIGNS = ["pointerenter", "focus", "touchstart"];

// What the page's buttons are given, and lose again.
const GIVEN = ["aria-busy", "aria-expanded", "aria-haspopup", "data-unread"];

const LOOK_WITHOUT_LAUNCHER = `
  .launcher {
    display: none !important;
  }

  .launcher + .note {
    inset-block-end: max(20px, env(safe-area-inset-bottom));
  }

  div ~ .invitation {
    inset-block-end: 20px;
  }

  @media (min-width: 481px) {
    .window {
      inset-block-end: max(20px, env(safe-area-inset-bottom));
      max-block-size: calc(100vh - 40px);
      max-block-size: calc(100dvh - 40px);
    }
  }
`;

// How many there were on this page.
let count = 0;

/** Has buttons of the page's own open the window of that element; returns what ends that. */
export function openBy(chat, options) {
  const buttons = options?.buttons;
  if (isSelector(buttons)) {
    const opener = new Opener(chat, buttons);
    return () => opener.end();
  }
  const found = JSON.stringify(buttons) ?? "nothing";
  console.error(`causerie: option \`opener\`, \`buttons\`: found ${found}, allowed: a CSS selector, as text`);
  return () => {};
}

function isSelector(text) {
  try {
    return typeof text === "string" && document.createDocumentFragment().querySelector(text) === null;
  } catch {
    return false;
  }
}

class Opener {
  #chat;
  #root;
  #selector;
  // The buttons that there are, each with what undoes it.
  #buttons = new Map();
  #launcher = null;
  // The button that was used last, and what has the keyboard in the widget.
  #used;
  #held;
  #hide;
  // What is heard of unread messages.
  #words = Object.assign(document.createElement("span"), { hidden: true, id: `causerie-unread-${++count}` });
  #page = new MutationObserver(() => this.#find());
  #widget = new MutationObserver(() => this.#follow());
  #alive = new AbortController();

  constructor(chat, selector) {
    this.#chat = chat;
    this.#root = chat.shadowRoot;
    this.#selector = selector;
    this.#hide = hider(this.#root);
    const { signal } = this.#alive;
    this.#root.addEventListener("focusin", ({ target }) => (this.#held = target), { signal });
    // What has the keyboard may also go, which is not the same.
    this.#root.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && (this.#held = undefined), { signal });
    const attributeFilter = ["aria-busy", "aria-expanded", "aria-label"];
    this.#widget.observe(this.#root, { childList: true, subtree: true, characterData: true, attributeFilter });
    this.#follow();
  }

  end() {
    this.#alive.abort();
    this.#widget.disconnect();
    this.#page.disconnect();
    this.#launcher = this.#held = null;
    this.#find();
  }

  // The widget has changed; one that was destroyed has no launcher.
  #follow() {
    const launcher = this.#root.querySelector(".launcher");
    if (launcher === this.#launcher) return this.#tell();
    this.#launcher = launcher;
    this.#page.disconnect();
    if (launcher) {
      const named = [...this.#selector.matchAll(/\[\s*([\w-]+)/g)].map(([, name]) => name);
      const attributeFilter = ["class", "id", ...named];
      this.#page.observe(document, { childList: true, subtree: true, attributeFilter });
    }
    this.#find();
  }

  // Buttons come and go.
  #find() {
    const found = new Set(this.#launcher && document.querySelectorAll(this.#selector));
    for (const [button, undo] of this.#buttons) {
      if (!found.has(button)) {
        this.#buttons.delete(button);
        undo();
      }
    }
    for (const button of found) if (!this.#buttons.has(button)) this.#buttons.set(button, this.#take(button));
    this.#tell();
  }

  #take(button) {
    const alive = new AbortController();
    const { signal } = alive;
    const before = GIVEN.map((name) => [name, button.getAttribute(name)]);
    button.addEventListener("click", (event) => this.#press(event, button), { signal });
    for (const sign of SIGNS) {
      const pass = () => this.#launcher.dispatchEvent(new Event(sign));
      button.addEventListener(sign, pass, { passive: true, signal });
    }
    put(button, "aria-haspopup", "dialog");
    return () => {
      alive.abort();
      for (const [name, value] of before) put(button, name, value);
      describe(button, this.#words.id, false);
    };
  }

  // Where the page has no such button, the launcher is there.
  #tell() {
    const launcher = this.#launcher;
    this.#hide(this.#buttons.size > 0);
    const unread = launcher?.querySelector(".badge")?.textContent;
    const words = this.#buttons.size && unread ? unreadWords(launcher) : "";
    this.#say(words, launcher?.parentNode.lang ?? "");
    for (const button of this.#buttons.keys()) {
      for (const name of ["aria-busy", "aria-expanded"]) put(button, name, launcher.getAttribute(name));
      put(button, "data-unread", unread);
      describe(button, this.#words.id, words !== "");
    }
    this.#recover();
  }

  #say(text, lang) {
    const words = this.#words;
    if (words.textContent !== text) Object.assign(words, { lang, textContent: text });
    if (!text) words.remove();
    else if (!words.isConnected) document.body.append(words);
  }

  async #press(event, button) {
    // A link that is to open elsewhere does so.
    if (button.href && (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey)) return;
    event.preventDefault();
    this.#used = button;
    try {
      await this.#chat[isOpen(this.#launcher) ? "close" : "open"]();
    } catch {
      // Why, the page and the console were told.
      if (isLost() || document.activeElement === button) this.#give();
    }
  }

  // What had the keyboard is gone with the window, and nobody has taken the keyboard elsewhere.
  #recover() {
    if (!this.#held || this.#held.isConnected || isOpen(this.#launcher)) return;
    this.#held = undefined;
    if (isLost()) this.#give();
  }

  // Gives the keyboard to the contact link where there is no chat, or else to the button that was used.
  // The page may have been scrolled since, and stays there.
  #give() {
    const link = this.#root.querySelector(".note a");
    for (const place of [link, this.#used, ...this.#buttons.keys()]) {
      place?.focus({ preventScroll: true });
      if (!isLost()) return;
    }
  }
}

function isOpen(launcher) {
  return launcher?.getAttribute("aria-expanded") === "true";
}

// Whether nothing has the keyboard.
function isLost() {
  return [null, document.body].includes(document.activeElement);
}

// What the launcher's name says after the launcher's words.
function unreadWords(launcher) {
  const own = launcher.querySelector("span:not(.badge)").textContent;
  return launcher.getAttribute("aria-label").slice(own.length).replace(/^[\p{P}\s]+/u, "");
}

// Only what changes: the page is watched.
function put(element, name, value) {
  if (element.getAttribute(name) === (value ?? null)) return;
  if (value == null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

// Adds that description to those of the page's own, or takes it away.
function describe(button, id, wanted) {
  const before = button.getAttribute("aria-describedby")?.split(/\s+/).filter(Boolean) ?? [];
  if (before.includes(id) === wanted) return;
  const after = wanted ? [...before, id] : before.filter((one) => one !== id);
  put(button, "aria-describedby", after.join(" ") || null);
}

// Hides the launcher or shows it. The widget, when it comes, takes off what it does not know; behind its
// two sheets are those of windows that are elsewhere, on small screens and in the page.
function hider(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(LOOK_WITHOUT_LAUNCHER);
    return (hidden) => {
      const worn = root.adoptedStyleSheets;
      if (worn.includes(sheet) === hidden) return;
      root.adoptedStyleSheets = hidden ? [...worn.slice(0, 2), sheet, ...worn.slice(2)] : worn.filter((one) => one !== sheet);
    };
  } catch {
    const style = Object.assign(document.createElement("style"), { textContent: LOOK_WITHOUT_LAUNCHER });
    return (hidden) => {
      if (style.isConnected !== hidden) hidden ? root.append(style) : style.remove();
    };
  }
}
