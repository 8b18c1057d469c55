// A chat in the list.

import { copy, parts, say } from "./element.js";

const OVER = { Completed: "Ended", Left: "Left", Lost: "Lost" };

export class Item {
  element = copy("item");
  #parts = parts(this.element);
  #chat;

  constructor(chat, open) {
    this.#chat = chat;
    this.#parts.open.addEventListener("click", open);
  }

  focus() {
    this.#parts.open.focus();
  }

  draw(isOpen) {
    const { open, name, badge, unread, state, last } = this.#parts;
    const chat = this.#chat;
    open.setAttribute("aria-current", isOpen);
    open.classList.toggle("done", chat.isOver);
    say(name, chat.customer);
    badge.hidden = chat.unread === 0;
    say(unread, String(chat.unread));
    say(state, this.#state);
    say(last, lastWords(chat));
  }

  get #state() {
    const chat = this.#chat;
    if (chat.isOver) return OVER[chat.state] ?? chat.state;
    if (chat.typists.some(({ name }) => name === chat.customer)) return "typing…";
    if (chat.isUnseen) return "Advising";
    return chat.consultant ? "Consulting" : "Chatting";
  }
}

function lastWords(chat) {
  const said = chat.entries.findLast(({ type }) => type === "Text" || type === "FileUploaded");
  if (!said) return "";
  return `${chat.isOwn(said) ? "You: " : ""}${said.text}`;
}
