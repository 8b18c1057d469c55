// The widget on a page, as an element: the launcher at once, and the rest when it is wanted.

import { launcher, make } from "./launcher.js";
import { forget, load } from "./load.js";
import { note } from "./note.js";
import { ignore, refused } from "./refusal.js";
import { sheet } from "./sheet.js";
import { STYLE } from "./style.js";

/** The element's name. */
export const TAG = "causerie-chat";

// What people do who are about to open the window.
const INTENTS = "pointerenter focus touchstart".split(" ");

// How long an element may be off the page and is still only being moved, in milliseconds.
const MOVE = 500;

/** The commands that the widget itself carries out. */
export const ASKED = "open close start send end tell".split(" ");

// Options that no attribute holds as they are: properties, which are read when the widget is
// loaded.
const OBJECTS = "visitor userData fields words headers".split(" ");

const ABSENT = "Absent:the widget is not on the page";

let arrive;

/** The page's first widget, once there is one. */
export const arrival = new Promise((resolve) => (arrive = resolve));

// On a server there are no elements, and none is made.
export class Chat extends (globalThis.HTMLElement ?? Object) {
  /** Makes the name mean this class, unless it means that of another copy of this script. */
  static define() {
    if (customElements.get(TAG)) return;
    // There, but without a value: what was set before this class was there stays.
    for (const name of OBJECTS) this.prototype[name] = undefined;
    customElements.define(TAG, this);
  }

  /** Whether its place is the end of the page, whatever becomes of the page: its first options. */
  placed = "";

  #root = this.attachShadow({ mode: "open" });
  #observer = new MutationObserver(() => this.#follow());
  #values = {};
  // What is to be seen: the launcher with its note, or the widget.
  #shown;
  #button;
  #mounting;
  #mounted;
  #moving;

  constructor() {
    super();
    sheet(this.#root, STYLE);
    for (const name of ASKED) this[name] = (argument) => this.#ask(name, argument);
  }

  connectedCallback() {
    clearTimeout(this.#moving);
    if (this.#shown) return;
    this.#observer.observe(this, { attributes: true });
    this.#begin();
    arrive(this);
  }

  disconnectedCallback() {
    if (!this.#shown) return;
    const { placed } = this;
    this.#moving = setTimeout(
      () => (placed ? document.body.append(this) : this.#leave()),
      placed ? 0 : MOVE,
    );
  }

  /** All options, from attributes and properties; set, they take the place of all properties. */
  get options() {
    const options = {};
    for (const { name, value } of this.attributes) {
      options[name.replace(/-./g, (pair) => pair[1].toUpperCase())] = value;
    }
    for (const name of OBJECTS) options[name] = this[name] ?? options[name];
    return Object.assign(options, this.#values);
  }

  set options(options) {
    this.#values = options;
    this.#follow();
  }

  async set({ open, ...options } = {}) {
    this.#try(() => this.#mounted?.set({ ...this.options, ...options }));
    this.#values = { ...this.#values, ...options };
    if (this.#shown) this.#dress();
    if (open !== undefined) await this.#ask(open ? "open" : "close");
  }

  on(name, heard) {
    this.addEventListener(`causerie:${name}`, heard);
    return () => this.off(name, heard);
  }

  off(name, heard) {
    this.removeEventListener(`causerie:${name}`, heard);
  }

  async destroy() {
    this.#leave();
    this.remove();
  }

  // Options that cannot change make another widget; its chat goes on.
  #follow() {
    if (!this.#shown) return;
    this.#dress();
    if (this.#mounted?.follows(this.options) === false) {
      this.#unmount();
      this.#begin();
    }
  }

  // Only the launcher at first, unless the window is to be open or a chat goes on.
  #begin() {
    this.#draw();
    const { open = false } = this.options;
    if (`${open}` !== "false" || this.#isKept()) (this.#mounting = this.#bring("page")).catch(ignore);
  }

  #draw() {
    this.#button = launcher(this.options.launcher);
    this.#button.addEventListener("click", () => this.open().catch(ignore));
    for (const intent of INTENTS) this.#button.addEventListener(intent, () => load(this).catch(ignore));
    this.#show(make("div", { class: "causerie" }, this.#button));
    this.#dress();
  }

  #show(element) {
    this.#shown?.remove();
    this.#shown = element;
    this.#root.append(element);
  }

  #dress() {
    const { theme = "auto", dir } = this.options;
    const look = this.#button.parentNode;
    look.dataset.theme = theme;
    if (/ltr|rtl/.test(dir)) look.dir = dir;
  }

  // Whether a chat of the same address and service is kept, in this tab or for all.
  #isKept() {
    const { url, service = "" } = this.options;
    try {
      const names = `${Object.keys(sessionStorage)},${Object.keys(localStorage)}`;
      return names.includes(`causerie:${`${url}`.replace(/\/+$/, "")} ${service}`);
    } catch {
      // Where nothing may be read, nothing is kept.
    }
  }

  async #ask(name, argument) {
    if (!this.#shown) throw refused(ABSENT);
    if (!this.#mounting && !/open|start/.test(name)) {
      if (name !== "close") throw refused("NoChat:there is no chat at present");
      return;
    }
    await (this.#mounting ??= this.#bring(name));
    if (!this.#mounted) throw refused(ABSENT);
    this.#try(() => this.#mounted.run(name, argument));
  }

  #try(deed) {
    try {
      deed();
    } catch (thrown) {
      throw this.#judge(thrown);
    }
  }

  // What failed in the midst of something is not to be used again.
  #judge(thrown) {
    const refusal = refused(thrown);
    if (refusal.name === "FailedError") this.#fail(refusal);
    return refusal;
  }

  async #bring(why) {
    const plain = this.#shown;
    try {
      this.#button.setAttribute("aria-busy", true);
      plain.querySelector(".note")?.remove();
      let Mounted;
      // Meanwhile it may have come to speak to another back end.
      do Mounted = await load(this, why);
      while (Mounted !== (await load(this, why)));
      if (this.#shown !== plain) throw ABSENT;
      const place = make("div", {});
      this.#mounted = new Mounted(this, place, this.options, (cause) => this.#judge(cause));
      const focused = this.#root.activeElement;
      this.#show(place);
      if (focused) place.querySelector("button").focus();
    } catch (thrown) {
      const refusal = refused(thrown);
      if (this.#shown === plain) this.#fail(refusal);
      throw refusal;
    }
  }

  #fail({ name, message, cause }) {
    if (name === "FailedError") forget();
    console.error(message, cause ?? "");
    const focused = this.#root.activeElement;
    this.#unmount();
    this.#draw();
    this.#shown.append(note(this.options.contactUrl));
    if (focused) this.#button.focus();
    const detail = { kind: "widget", name, message };
    this.dispatchEvent(new CustomEvent("causerie:error", { bubbles: true, composed: true, detail }));
  }

  #unmount() {
    this.#mounted?.destroy();
    this.#mounted = this.#mounting = undefined;
  }

  #leave() {
    clearTimeout(this.#moving);
    this.#observer.disconnect();
    this.#unmount();
    this.#shown?.remove();
    this.#shown = undefined;
  }
}
