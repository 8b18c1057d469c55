// The list of canned answers above the composer, driven by the keyboard or not.

import { edit } from "./editor.js";
import { copy, make, parts } from "./element.js";

let numbers = 0;

export class Picker {
  #place;
  #button;
  #answers;
  #names;
  #pick;
  #parts = parts(copy("picker"));
  #found = [];
  #chosen = 0;

  /** `names()` are those to fill in, `pick(text)` takes the answer. */
  constructor({ picker, answers: button, text }, answers, names, pick) {
    this.#place = picker;
    this.#button = button;
    this.#answers = answers;
    this.#names = names;
    this.#pick = pick;
    const { filter, list, none, edit: editing } = this.#parts;
    picker.append(filter.parentElement);
    numbers += 1;
    list.id = `answers-${numbers}`;
    filter.setAttribute("aria-controls", list.id);
    button.addEventListener("click", () => (picker.hidden ? this.open() : this.close()));
    filter.addEventListener("input", () => this.#draw());
    filter.addEventListener("keydown", (event) => this.#press(event));
    picker.addEventListener("keydown", (event) => this.#leave(event, text));
    editing.addEventListener("click", () => this.#edit());
    none.hidden = true;
  }

  open() {
    this.#parts.filter.value = "";
    this.#show(true);
    this.#draw();
    this.#parts.filter.focus();
  }

  close() {
    this.#show(false);
  }

  #show(isOpen) {
    this.#place.hidden = !isOpen;
    this.#button.setAttribute("aria-expanded", isOpen);
  }

  #draw() {
    const { filter, list, none } = this.#parts;
    this.#found = this.#answers.find(filter.value.trim(), this.#names());
    this.#choose(0);
    list.replaceChildren(...this.#found.map((text, place) => this.#option(text, place)));
    this.#mark();
    none.hidden = this.#found.length > 0;
  }

  #option(text, place) {
    const id = `${this.#parts.list.id}-${place}`;
    const onclick = () => this.#take(text);
    return make("li", { role: "option", id, onclick }, text);
  }

  #choose(place) {
    const last = this.#found.length - 1;
    this.#chosen = Math.max(0, Math.min(place, last));
  }

  #mark() {
    const { filter, list } = this.#parts;
    const options = [...list.children];
    options.forEach((option, place) => {
      option.setAttribute("aria-selected", place === this.#chosen);
    });
    const chosen = options[this.#chosen];
    filter.setAttribute("aria-activedescendant", chosen?.id ?? "");
    chosen?.scrollIntoView({ block: "nearest" });
  }

  #press(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.altKey) return;
    if (event.key in steps) {
      this.#choose(this.#chosen + steps[event.key]);
      this.#mark();
    } else if (event.key === "Enter") {
      const text = this.#found[this.#chosen];
      if (text !== undefined) this.#take(text);
    } else {
      return;
    }
    event.preventDefault();
  }

  #leave(event, text) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    this.close();
    text.focus();
  }

  #take(text) {
    this.close();
    this.#pick(text);
  }

  async #edit() {
    await edit(this.#answers);
    this.#draw();
    this.#parts.filter.focus();
  }
}
