// What is known about a chat besides what is said in it.

import { make } from "./element.js";

export class Details {
  #parts;
  #chat;
  #drawn;
  #isOutcomeTouched = false;

  constructor(parts, chat, desk) {
    this.#parts = parts;
    this.#chat = chat;
    const { outcome, disposition, more } = parts;
    disposition.addEventListener("input", () => {
      this.#isOutcomeTouched = true;
    });
    outcome.addEventListener("submit", async (event) => {
      event.preventDefault();
      const text = disposition.value.trim();
      if (text === "") return;
      this.#isOutcomeTouched = false;
      await desk.setDisposition(chat, text);
    });
    more.addEventListener("click", () => this.#toggle());
  }

  draw() {
    const { outcome, disposition, parties, data } = this.#parts;
    const chat = this.#chat;
    outcome.hidden = chat.state === "Left" || chat.state === "Lost";
    if (!this.#isOutcomeTouched) disposition.value = chat.disposition;
    const drawn = JSON.stringify([chat.participants, chat.data, chat.self]);
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    parties.replaceChildren(...chat.participants.map((one) => this.#party(one)));
    const pairs = Object.entries(chat.data);
    data.replaceChildren(...pairs.flatMap(pair));
    if (pairs.length === 0) data.append(make("dd", { class: "soft" }, "None is attached."));
  }

  #party({ nickname, type, visibility }) {
    const isSelf = type === "Agent" && nickname === this.#chat.self;
    const words = type === "Customer" ? "customer" : isSelf ? "you" : "colleague";
    const seen = visibility === "Agents" ? ", unseen by the customer" : "";
    return make("li", {}, make("b", {}, nickname), ` ${words}${seen}`);
  }

  #toggle() {
    const { more, details } = this.#parts;
    const isOpen = details.classList.toggle("open");
    more.setAttribute("aria-expanded", isOpen);
  }
}

function pair([name, value]) {
  return [make("dt", {}, name), make("dd", { dir: "auto" }, value)];
}
