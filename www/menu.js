// The menu: to keep the conversation, to have it elsewhere, to be called.

import { Attention } from "./attend.js";
import { dress, piece } from "./dress.js";
import { asDocument, asText, markup, print, rows, save } from "./keep.js";
import { wordsOf } from "./later.js";

const LOOK_OF_MENU = `
  .menu {
    background: var(--ground);
    border: 1px solid var(--line);
    border-radius: 10px;
    box-shadow: var(--shadow);
    display: flex;
    flex-direction: column;
    inset-block-start: 58px;
    inset-inline-end: 12px;
    max-block-size: calc(100% - 70px);
    max-inline-size: calc(100% - 24px);
    overflow: auto;
    padding: 6px;
    position: absolute;
    z-index: 1;
  }

  .menu > button {
    justify-content: flex-start;
    min-block-size: 40px;
    padding: 4px 12px;
    text-align: start;
  }

  .menu > button:hover {
    background: var(--raised);
  }

  .menu > button:focus-visible {
    outline-offset: -3px;
  }

  .menu > [aria-pressed]::after {
    border: 1px solid var(--edge);
    border-radius: 4px;
    block-size: 18px;
    content: "" / "";
    flex: none;
    inline-size: 18px;
    line-height: 16px;
    margin-inline-start: auto;
    text-align: center;
  }

  .menu > [aria-pressed="true"]::after {
    content: "✓" / "";
  }

  .menu > p {
    color: var(--danger);
    font-size: 13px;
    inline-size: 0;
    min-inline-size: 100%;
    padding-inline: 12px;
  }
`;

/** The menu of a widget. */
export class Menu {
  attention;
  #widget;
  #popOut;
  // What closes it while it is open.
  #open;
  #menu;
  // What it was drawn with: words, and options.
  #drawn;

  constructor(widget, popOut) {
    this.#widget = widget;
    this.#popOut = popOut;
    this.attention = new Attention(widget);
    widget.signal.addEventListener("abort", () => this.#open?.abort());
  }

  toggle(button) {
    if (this.#open) return this.#open.abort();
    const { signal } = (this.#open = new AbortController());
    const root = this.#widget.host.shadowRoot;
    const menu = (this.#menu = this.#draw());
    const close = () => this.#open?.abort();
    const isHere = (place) => menu.contains(place) || button.contains(place);
    const leave = ({ relatedTarget: to }) => to && !isHere(to) && close();
    const point = (event) => isHere(event.composedPath()[0]) || close();
    signal.addEventListener("abort", () => {
      this.#open = undefined;
      const held = menu.contains(root.activeElement);
      menu.remove();
      button.setAttribute("aria-expanded", false);
      if (held) button.focus();
    });
    // Before the widget hears it, which would close the window. What comes after the menu comes after
    // its button.
    const press = (event) => {
      const edge = event.shiftKey ? menu.firstChild : menu.querySelector("button:last-of-type");
      if (event.key === "Escape") event.stopPropagation();
      if (event.key === "Escape" || (event.key === "Tab" && root.activeElement === edge)) close();
    };
    root.addEventListener("keydown", press, { capture: true, signal });
    menu.addEventListener("focusout", leave, { signal });
    addEventListener("pointerdown", point, { capture: true, signal });
    this.#widget.host.addEventListener("causerie:closed", close, { signal });
    button.setAttribute("aria-expanded", true);
    button.closest(".window").append(menu);
    menu.querySelector("button").focus();
  }

  /** Says what it says in the language of the widget, and what the page offers, which may have changed. */
  look() {
    if (!this.#open || this.#drawn === this.#wanted()) return;
    const { activeElement: held } = this.#widget.host.shadowRoot;
    const place = [...this.#menu.children].indexOf(held);
    this.#menu.replaceChildren(...this.#draw().childNodes);
    if (place >= 0) (this.#menu.querySelectorAll("button")[place] ?? this.#menu.querySelector("button"))?.focus();
  }

  #wanted() {
    return `${this.#popOut.isOffered} ${this.#widget.words}`;
  }

  #draw() {
    const { options, host } = this.#widget;
    this.#drawn = this.#wanted();
    const words = wordsOf(this.#widget);
    const menu = piece("div", { className: "menu" });
    dress(host.shadowRoot, LOOK_OF_MENU);
    const status = piece("p");
    status.setAttribute("role", "status");
    const add = (name, deed) => {
      const button = piece("button", { type: "button", textContent: words[name] });
      button.addEventListener("click", () => deed(button));
      menu.append(button);
      return button;
    };
    if (options.transcript !== "none") {
      for (const name of ["saveText", "saveHtml", "print"]) add(name, () => this.#keep(name));
    }
    if (this.#popOut.isOffered) {
      add("popOut", () => {
        if (this.#popOut.open()) this.#open?.abort();
        else status.textContent = words.notOpened;
      });
    }
    if (options.attention === "all") this.#offer(add, status, words);
    menu.append(status);
    return menu;
  }

  #offer(add, status, words) {
    for (const way of ["sound", "notify"]) {
      const button = add(way, async () => {
        const allowed = await this.attention.choose(way);
        button.setAttribute("aria-pressed", this.attention.has(way));
        status.textContent = allowed ? "" : words.notAllowed;
      });
      button.setAttribute("aria-pressed", this.attention.has(way));
    }
  }

  #keep(way) {
    const widget = this.#widget;
    const { host, options, signal } = widget;
    const root = host.shadowRoot;
    const title = root.querySelector(".title").textContent;
    const { lang } = root.querySelector(".causerie");
    const { dir } = root.querySelector(".window");
    // Of a long conversation only what is near is drawn.
    widget.run("whole", true);
    const all = rows(root.querySelector("[role=log]"), options.locale ?? lang);
    widget.run("whole", false);
    this.#open.abort();
    const name = `chat-${new Date().toISOString().slice(0, 10)}`;
    const page = () => asDocument(title, all, { lang, dir });
    if (way === "saveText") save(`${name}.txt`, "text/plain", [asText(title, all)]);
    else if (way === "saveHtml") save(`${name}.html`, "text/html", [markup(page())]);
    else print(page(), signal);
  }
}
