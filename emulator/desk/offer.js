// A chat that is offered to the agent.

import { copy, parts, say } from "./element.js";

export class Offer {
  element = copy("offer");
  #parts = parts(this.element);
  #chat;
  #desk;
  #taken;

  /** `taken()` is called when the agent has got the chat. */
  constructor(chat, desk, taken) {
    this.#chat = chat;
    this.#desk = desk;
    this.#taken = taken;
    const { form, reject, nickname } = this.#parts;
    nickname.value = desk.user.nickname ?? desk.user.userName;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.accept();
    });
    reject.addEventListener("click", () => desk.reject(chat));
  }

  focus() {
    this.#parts.accept.focus();
  }

  async accept() {
    const { nickname } = this.#parts;
    if (!nickname.reportValidity()) return;
    if (await this.#desk.accept(this.#chat, nickname.value.trim())) this.#taken();
  }

  draw() {
    const { kind, name, about, accept, reject } = this.#parts;
    const { customer } = this.#chat;
    say(kind, this.#kind);
    say(name, customer);
    say(about, this.#chat.data.subject ?? this.#chat.data.Subject ?? "");
    about.hidden = about.textContent === "";
    accept.setAttribute("aria-label", `Accept the chat with ${customer}`);
    reject.setAttribute("aria-label", `Reject the chat with ${customer}`);
  }

  get #kind() {
    const colleagues = this.#chat.participants.filter((one) => one.type === "Agent");
    const names = colleagues.map((one) => one.nickname).join(" and ");
    if (this.#chat.isUnseen) return names ? `${names} asks for your advice` : "A colleague asks";
    return names ? `${names} asks you to join` : "A visitor wants to chat";
  }
}
