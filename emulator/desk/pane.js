// One chat that is open: who is in it, what is said, and what can be done.

import { Composer } from "./composer.js";
import { Details } from "./details.js";
import { ask, chooseColleague } from "./dialog.js";
import { copy, holdsFocus, parts, say } from "./element.js";
import { Log } from "./log.js";

/** What the agent can do, and the operation that must be allowed for it. */
const DEEDS = {
  consult: "Consult",
  transfer: "Transfer",
  invite: "Invite",
  leave: "Leave",
  end: "Complete",
};

const FAREWELLS = {
  Completed: "The chat has ended.",
  Left: "You are not in this chat any more.",
  Lost: "The contact centre does not know this chat any more; it may have been restarted.",
};

const NAMES = new Intl.ListFormat("en");

export class Pane {
  element = copy("pane");
  #parts = parts(this.element);
  #chat;
  #desk;
  #log;
  #composer;
  #details;

  /** `back()` shows the list, where there is no room for both. */
  constructor(chat, desk, answers, back) {
    this.#chat = chat;
    this.#desk = desk;
    this.#log = new Log(this.#parts, chat, desk);
    this.#composer = new Composer(this.#parts, chat, desk, answers);
    this.#details = new Details(this.#parts, chat, desk);
    this.#on("back", back);
    this.#on("consult", () => this.#consult());
    this.#on("transfer", () => this.#transfer());
    this.#on("invite", () => this.#invite());
    this.#on("leave", () => this.#leave());
    this.#on("end", () => this.end());
    this.#on("hand-over", () => this.#handOver());
    this.#on("bring-in", () => desk.act(chat, "CompleteConference"));
    this.#on("close", () => {
      this.#composer.forget();
      desk.close(chat);
    });
  }

  focus() {
    if (this.#chat.isLive) this.#composer.focus();
    else this.#parts.log.focus();
  }

  openAnswers() {
    this.#composer.openAnswers();
  }

  async end() {
    const { customer } = this.#chat;
    if (!this.#chat.can(DEEDS.end)) return;
    const words = "Everybody leaves, and the customer is told.";
    const question = { title: `End the chat with ${customer}?`, words, yes: "End chat" };
    if (await ask(question)) this.#desk.act(this.#chat, "Complete");
  }

  draw(isOpen, offers) {
    const chat = this.#chat;
    const { name, people, back, over, farewell, composer, log, deeds } = this.#parts;
    const heldFocus = holdsFocus(composer) || holdsFocus(deeds);
    this.element.hidden = !isOpen;
    this.element.setAttribute("aria-label", `Chat with ${chat.customer}`);
    say(name, chat.customer);
    say(people, this.#people);
    say(back, offers > 0 ? `All chats (${offers} incoming)` : "All chats");
    this.#drawDeeds();
    this.#drawBanner();
    this.#drawTyping();
    this.#log.draw(isOpen);
    this.#composer.draw();
    this.#details.draw();
    over.hidden = !chat.isOver;
    composer.hidden = chat.isOver;
    say(farewell, chat.farewell ?? FAREWELLS[chat.state] ?? "");
    if (heldFocus && !this.#holdsVisibleFocus) log.focus();
  }

  get #holdsVisibleFocus() {
    return holdsFocus(this.element) && document.activeElement.checkVisibility();
  }

  get #people() {
    const { isOver, isUnseen, colleagues, customer } = this.#chat;
    if (isOver) return "This chat is over";
    const seen = colleagues.filter((one) => one.visibility !== "Agents");
    const names = [...seen.map((one) => one.nickname), customer];
    return NAMES.format(isUnseen ? names : ["You", ...names]);
  }

  #drawDeeds() {
    for (const [part, operation] of Object.entries(DEEDS)) {
      this.#parts[part].hidden = !this.#chat.isLive || !this.#chat.can(operation);
    }
    this.#parts.consult.disabled = Boolean(this.#chat.asked ?? this.#chat.consultant);
  }

  #drawBanner() {
    const chat = this.#chat;
    const { banner, situation } = this.#parts;
    const words = chat.isLive ? this.#situation : "";
    banner.hidden = words === "";
    say(situation, words);
    const name = chat.consultant?.nickname;
    this.#drawButton("hand-over", "CompleteTransfer", `Hand over to ${name}`);
    this.#drawButton("bring-in", "CompleteConference", `Bring ${name} in`);
  }

  #drawButton(part, operation, words) {
    const button = this.#parts[part];
    button.hidden = !this.#chat.can(operation);
    if (!button.hidden) say(button, words);
  }

  get #situation() {
    const { isUnseen, consultant, asked } = this.#chat;
    if (isUnseen) return "You are asked for advice. The customer sees nothing of you.";
    if (consultant) return `${consultant.nickname} gives advice. The customer sees nothing of it.`;
    return asked ? `${asked.nickname} is asked for advice…` : "";
  }

  #drawTyping() {
    const typists = this.#chat.isLive ? this.#chat.typists : [];
    const words = typists.map(({ name, isAside }) => {
      return `${name} is typing${isAside ? " to colleagues" : ""}`;
    });
    say(this.#parts.typing, words.join(", "));
  }

  async #consult() {
    const words = "The customer sees nothing of it.";
    const colleague = await chooseColleague(this.#desk, { title: "Ask for advice", words });
    if (colleague) this.#desk.consult(this.#chat, colleague);
  }

  async #transfer() {
    const words = "You leave the chat at once.";
    const choice = { title: "Hand over to", words, anybody: "Whoever is free" };
    const colleague = await chooseColleague(this.#desk, choice);
    if (!colleague) return;
    const { id, nickname } = colleague;
    const target = id ? { agentId: id } : { skill: "any" };
    const farewell = `You have handed the chat over to ${id ? nickname : "whoever is free"}.`;
    this.#desk.part(this.#chat, "Transfer", target, farewell);
  }

  async #invite() {
    const words = "The customer sees them join.";
    const colleague = await chooseColleague(this.#desk, { title: "Invite into the chat", words });
    if (!colleague) return;
    if (await this.#desk.act(this.#chat, "Invite", { agentId: colleague.id })) {
      this.#desk.tell(`${colleague.nickname} is invited.`);
    }
  }

  async #leave() {
    const chat = this.#chat;
    const others = chat.colleagues.length > 0;
    const words = others ? "Your colleagues stay in it." : "It is offered to somebody else.";
    const question = { title: `Leave the chat with ${chat.customer}?`, words, yes: "Leave" };
    if (await ask(question)) this.#desk.part(chat, "Leave", {}, "You have left the chat.");
  }

  #handOver() {
    const name = this.#chat.consultant?.nickname;
    const farewell = `You have handed the chat over to ${name}.`;
    return this.#desk.part(this.#chat, "CompleteTransfer", {}, farewell);
  }

  #on(part, deed) {
    this.#parts[part].addEventListener("click", deed);
  }
}
