// What the window of the component for Yew has beside the chat: here as on other pages, where
// `mounted.js` sees to it.

import { parsed, wordsOf } from "./later.js";

// What a window may have more than others, by options and what is in them; that a page says such a
// word elsewhere does no harm.
const MORE = /inline|markdown|rating|resizable|popOut|pattern|Length/;

/** What one widget has beside the chat, until that is ended. */
export class Beside {
  // `more.js` goes by `host` and its `options`, `options`, `words`, `signal` and `run`.
  #opened = false;
  #alive = new AbortController();

  /** Hears from now on what happens in a widget; its options are as attributes have them. */
  constructor(host, options) {
    const { signal } = this.#alive;
    const hear = (event) => this.#hear(event);
    for (const name of ["causerie:opened", "causerie:closed", "causerie:message", "click"]) {
      host.addEventListener(name, hear, { signal });
    }
    this.host = Object.assign(host, { options });
    this.options = options;
    this.signal = signal;
    this.words = lines(parsed(options.words) ?? {});
  }

  /** How the window is opened, and how all of the conversation is drawn, or what is near. */
  obey(open, whole) {
    this.host.open = async () => open(true);
    this.run = (name, argument) => name === "whole" && whole(argument);
  }

  #hear(event) {
    const { type, detail } = event;
    const turns = /ed$/.test(type);
    if (turns) this.host.toggleAttribute("open", (this.#opened = /op/.test(type)));
    // Where the menu is asked for, something is said that the visitor does not see, or the window
    // opens that has more to it.
    const button = event.composedPath()[0].closest(".bare.more");
    const isSeen = this.#opened && document.hasFocus();
    const isMore = navigator.maxTouchPoints || MORE.test(JSON.stringify(this.options));
    const more = turns ? this.#opened && isMore : detail.role && !isSeen;
    if (!button && !more) return;
    const told = ({ message }) => console.warn(`causerie: ${message}`);
    import("./more.js").then(({ beside }) => this.signal.aborted || beside(this, detail, button)).catch(told);
  }

  /** Takes all of it away. */
  end() {
    this.#alive.abort();
    this.host.removeAttribute("open");
  }
}

// The words that only these modules say, a line for each: those of the page, the others in English.
function lines(own) {
  const said = Object.entries(wordsOf({})).map(([key, word]) => own[key] ?? word);
  return said.map((word) => `${word}`.replaceAll("\n", " ")).join("\n");
}
