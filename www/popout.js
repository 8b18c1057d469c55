// A window of its own: a page of the site that has nothing but the chat, beside this page. Meanwhile the
// window of this page is open, as it is in all tabs that share the chat, but not seen.

import { dress } from "./dress.js";
import { flag, refuse } from "./later.js";

// What such windows are called, before the address: by that they are known.
const OWN = "causerie ";

const SIZE_OF_OWN = "popup,width=420,height=640";

// What tells the page that opened it that the chat is in such a window, and asks whether one is there.
const ELSEWHERE = "causerie:elsewhere";

// How often to look whether it still is, in milliseconds.
const TURN = 500;

// How long other tabs may take to hear that the chat's window was closed, in milliseconds.
const FAREWELL = 500;

// It keeps its place, and how far it is scrolled.
const LOOK_WHILE_ELSEWHERE = `
  .window {
    visibility: hidden !important;
  }

  .launcher.is-open {
    display: inline-flex;
  }
`;

/** The window of its own that a widget can have. */
export class PopOut {
  // While it is there, the widget has it as `elsewhere`.
  #widget;
  #look;
  #turns;
  // How the page opens the window otherwise.
  #open;
  // Whether the keyboard was in the window of this page.
  #held;

  /** Calls `look` whenever there may be something to do for what else the window has. */
  constructor(widget, look) {
    const { host, signal } = widget;
    this.#widget = widget;
    this.#look = look;
    addEventListener(ELSEWHERE, ({ detail }) => this.#meet(detail), { signal });
    host.shadowRoot.addEventListener("click", (event) => this.#press(event), { capture: true, signal });
    // Closed in one tab, the window is so in all; and that one goes by itself.
    host.addEventListener("causerie:closed", () => this.#return(), { signal });
    signal.addEventListener("abort", () => this.#return());
    if (isOwn(window) && flag(host.options, "inline")) stand(widget);
    else if (this.#address()) ask();
  }

  /** Whether the visitor can have one: not on a telephone, where it would be a tab, nor in such a window. */
  get isOffered() {
    return Boolean(this.#address()) && !isOwn(window) && !matchMedia("(pointer: coarse)").matches;
  }

  /** Opens it; says whether the browser lets it. */
  open() {
    const address = this.#address();
    try {
      const own = window.open(address, OWN + address, SIZE_OF_OWN);
      own?.focus();
      return Boolean(own);
    } catch {
      // So Firefox says it in a sandbox.
      return false;
    }
  }

  /** Has the launcher say what is so on this page, and an address that cannot be used be told. */
  look() {
    const { host, elsewhere } = this.#widget;
    this.#address();
    if (!elsewhere) return;
    const launcher = host.shadowRoot.querySelector(".launcher");
    if (launcher?.getAttribute("aria-expanded") === "true") launcher.setAttribute("aria-expanded", false);
  }

  #address() {
    const { popOut: found } = this.#widget.host.options;
    if (found == null) return undefined;
    try {
      const { href, origin: from, protocol } = new URL(found, document.baseURI);
      if (found && typeof found === "string" && from === origin && /^https?:$/.test(protocol)) return href;
    } catch {
      // It is no address.
    }
    refuse("popOut", found, "the address of a page of the same origin");
  }

  // The chat is in that window now, or in one that another page of this tab has opened.
  #meet(own) {
    const widget = this.#widget;
    const { host } = widget;
    const root = host.shadowRoot;
    if (own.name !== OWN + this.#address()) return;
    this.#turns ??= setInterval(() => this.#turn(), TURN);
    if (!widget.elsewhere) {
      this.#open = host.open;
      host.open = async () => widget.elsewhere.focus();
    }
    widget.elsewhere = own;
    const held = root.querySelector(".window")?.contains(root.activeElement);
    dress(root, LOOK_WHILE_ELSEWHERE);
    if (held) root.querySelector(".launcher").focus();
    this.#held ||= held;
    this.#look();
  }

  #turn() {
    if (isOwn(this.#widget.elsewhere)) this.#look();
    else this.#return();
  }

  // Of the launcher, the widget would hear that the window is to be closed.
  #press(event) {
    const { elsewhere } = this.#widget;
    if (!elsewhere || !event.target.closest(".launcher")) return;
    event.stopImmediatePropagation();
    elsewhere.focus();
  }

  // The window of this page is seen again.
  #return() {
    const widget = this.#widget;
    const { host, signal } = widget;
    if (!widget.elsewhere) return;
    clearInterval(this.#turns);
    this.#turns = widget.elsewhere = undefined;
    host.open = this.#open;
    dress(host.shadowRoot, LOOK_WHILE_ELSEWHERE, false);
    if (signal.aborted) return;
    const launcher = host.shadowRoot.querySelector(".launcher");
    const isOpen = host.hasAttribute("open");
    launcher.setAttribute("aria-expanded", isOpen);
    const isLost = this.#held && document.activeElement === document.body;
    this.#held = false;
    // Which moves the keyboard there; not away from where the visitor has gone.
    if (isOpen && (isLost || host.shadowRoot.activeElement === launcher)) host.open().catch(() => {});
    this.#look();
  }
}

// Whether it is one that is there; on a page of another site it is not.
function isOwn(one) {
  try {
    return !one.closed && one.name.startsWith(OWN);
  } catch {
    return false;
  }
}

// Whether there is one that a page before this one has opened.
function ask() {
  try {
    const channel = new BroadcastChannel(ELSEWHERE);
    channel.postMessage("");
    channel.close();
  } catch {
    // Then tabs do not share a chat either.
  }
}

// This is the one. It goes with the chat's window, wherever that is closed.
function stand({ host, signal }) {
  const tell = () => {
    try {
      opener.dispatchEvent(new CustomEvent(ELSEWHERE, { detail: window }));
    } catch {
      // The visitor has gone to another site, or closed that page.
    }
  };
  const end = () => signal.aborted || window.close();
  host.addEventListener("causerie:closed", () => setTimeout(end, FAREWELL), { signal });
  tell();
  try {
    const channel = new BroadcastChannel(ELSEWHERE);
    channel.addEventListener("message", tell);
    signal.addEventListener("abort", () => channel.close());
  } catch {
    // Nobody can ask.
  }
}
