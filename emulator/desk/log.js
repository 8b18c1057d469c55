// What was said in a chat, row by row, and what is still to arrive.

import { fill } from "./element.js";
import { row, unsentRow } from "./row.js";

/** Nearer to the end than this, in pixels, is at the end. */
const NEAR = 40;

export class Log {
  #log;
  #said;
  #unsent;
  #newer;
  #chat;
  #desk;
  #rows = new Map();
  #unsentRows = new Map();
  #isAtEnd = true;

  constructor({ log, said, unsent, newer }, chat, desk) {
    this.#log = log;
    this.#said = said;
    this.#unsent = unsent;
    this.#newer = newer;
    this.#chat = chat;
    this.#desk = desk;
    log.addEventListener("scroll", () => this.#note());
    newer.addEventListener("click", () => {
      this.#goToEnd();
      log.focus();
    });
    new ResizeObserver(() => this.#follow()).observe(log);
  }

  draw(isOpen) {
    const isLonger = this.#drawSaid();
    const hasUnsent = this.#drawUnsent();
    if (!isOpen) return;
    if (this.#isAtEnd || hasUnsent) this.#goToEnd();
    else if (isLonger) this.#newer.hidden = false;
  }

  /** Draws the entries that are new, each in its place; whether there were any. */
  #drawSaid() {
    const { entries } = this.#chat;
    const fresh = entries.filter(({ index }) => !this.#rows.has(index));
    for (const entry of fresh) {
      const element = row(entry, this.#chat, this.#desk);
      this.#rows.set(entry.index, element);
      if (element) this.#said.insertBefore(element, this.#after(entry.index));
    }
    return fresh.some(({ index }) => this.#rows.get(index));
  }

  /** The first row behind that index; nearly always there is none. */
  #after(index) {
    let after = null;
    for (const element of [...this.#said.children].reverse()) {
      if (Number(element.dataset.index) < index) break;
      after = element;
    }
    return after;
  }

  /** Draws what is not there yet; whether a row was added. */
  #drawUnsent() {
    const { rows } = this.#chat.outbox;
    const isAdded = rows.some(({ key }) => !this.#unsentRows.has(key));
    const drawn = new Map();
    for (const unsent of rows) {
      const known = this.#unsentRows.get(unsent.key);
      const isSame = known?.state === unsent.state;
      const element = isSame ? known.element : unsentRow(unsent, this.#chat, this.#desk);
      drawn.set(unsent.key, { state: unsent.state, element });
    }
    this.#unsentRows = drawn;
    fill(
      this.#unsent,
      [...drawn.values()].map(({ element }) => element),
    );
    return isAdded;
  }

  #note() {
    const { scrollHeight, scrollTop, clientHeight } = this.#log;
    if (clientHeight === 0) return;
    this.#isAtEnd = scrollHeight - scrollTop - clientHeight < NEAR;
    if (this.#isAtEnd) this.#newer.hidden = true;
  }

  #follow() {
    if (this.#isAtEnd) this.#goToEnd();
  }

  #goToEnd() {
    this.#log.scrollTop = this.#log.scrollHeight;
    this.#isAtEnd = true;
    this.#newer.hidden = true;
  }
}
