// The desk as it is seen: what is offered, the list of chats, and the chat that is open.

import { Answers } from "./answers.js";
import { Desk } from "./desk.js";
import { ask } from "./dialog.js";
import { copy, fill, holdsFocus, parts, say } from "./element.js";
import { Item } from "./item.js";
import { listen } from "./keys.js";
import { Offer } from "./offer.js";
import { Pane } from "./pane.js";

const LINES = { connecting: "Connecting…", up: "Connected", down: "Reconnecting…" };

export class Frame {
  #element = copy("desk");
  #parts = parts(this.#element);
  #desk;
  #answers = new Answers();
  #offers = new Map();
  #items = new Map();
  #panes = new Map();
  #gone = new AbortController();
  /** Where there is no room for both: whether the chat is seen and not the list. */
  #isInChat = false;

  constructor(account, user, signedOut) {
    this.#desk = new Desk(account, user, { changed: () => this.#draw(), signedOut });
    const { ready, leave, retry, dismiss } = this.#parts;
    ready.addEventListener("click", () => this.#desk.setReady(!this.#desk.isReady));
    leave.addEventListener("click", () => this.#leave());
    retry.addEventListener("click", () => this.#desk.retry());
    dismiss.addEventListener("click", () => this.#dismiss());
  }

  show() {
    const { signal } = this.#gone;
    document.body.append(this.#element);
    listen(this, signal);
    addEventListener("online", () => this.#desk.retry(), { signal });
    document.addEventListener("visibilitychange", () => this.#desk.look(), { signal });
    this.#desk.start();
    this.#draw();
    this.#parts.ready.focus();
  }

  remove() {
    this.#gone.abort();
    this.#element.remove();
    for (const dialog of document.querySelectorAll("dialog")) dialog.close();
  }

  /** The pane of the chat that is open, if there is one. */
  get pane() {
    return this.#panes.get(this.#desk.selected);
  }

  /** Opens a chat and lets the keyboard act in it. */
  open(chat) {
    this.#isInChat = true;
    this.#desk.select(chat);
    this.#draw();
    this.pane?.focus();
  }

  /** Opens the chat that stands so many places further down. */
  step(by) {
    const chats = this.#desk.taken;
    const here = chats.indexOf(this.#desk.selected);
    const there = chats[(here + by + chats.length) % chats.length];
    if (there) this.open(there);
  }

  async acceptFirst() {
    const [chat] = this.#desk.offers;
    if (chat) await this.#offers.get(chat).accept();
  }

  #draw() {
    if (this.#gone.signal.aborted) return;
    const desk = this.#desk;
    say(this.#parts.line, LINES[desk.line]);
    this.#parts.line.dataset.line = desk.line;
    say(this.#parts.who, desk.user.nickname ?? desk.user.userName);
    this.#parts.ready.setAttribute("aria-checked", desk.isReady);
    say(this.#parts.status, desk.announcement);
    this.#drawNotice();
    this.#drawOffers();
    this.#drawChats();
    this.#drawPanes();
    const unread = desk.taken.reduce((sum, chat) => sum + chat.unread, desk.offers.length);
    document.title = unread > 0 ? `(${unread}) Agent desk` : "Agent desk";
  }

  #drawNotice() {
    const { notice, alert, words, retry, dismiss } = this.#parts;
    const isDown = this.#desk.line === "down";
    const down = { text: "The contact centre cannot be reached. Trying again…", isBad: true };
    const told = isDown ? down : this.#desk.notice;
    notice.hidden = !told;
    retry.hidden = !isDown;
    dismiss.hidden = isDown;
    notice.classList.toggle("fault", Boolean(told?.isBad));
    say(words, told?.text ?? "");
    say(alert, told?.text ?? "");
  }

  #drawOffers() {
    const { incoming, offers, ready } = this.#parts;
    const cards = this.#desk.offers.map((chat) => this.#offer(chat));
    const heldFocus = holdsFocus(offers);
    fill(
      offers,
      cards.map((card) => card.element),
    );
    incoming.hidden = cards.length === 0;
    for (const card of cards) card.draw();
    forget(this.#offers, this.#desk.offers);
    if (heldFocus && !holdsFocus(offers)) (cards[0] ?? ready).focus();
  }

  #drawChats() {
    const { chats, empty } = this.#parts;
    const taken = this.#desk.taken;
    fill(
      chats,
      taken.map((chat) => this.#item(chat).element),
    );
    for (const chat of taken) this.#item(chat).draw(chat === this.#desk.selected);
    empty.hidden = taken.length > 0 || this.#desk.offers.length > 0;
    const ready = "You are ready. The next chat will be offered to you here.";
    say(empty, this.#desk.isReady ? ready : "Say that you are ready to be offered chats.");
    forget(this.#items, taken);
  }

  #drawPanes() {
    const { stage, nothing } = this.#parts;
    const { selected, taken } = this.#desk;
    const heldFocus = holdsFocus(stage);
    fill(stage, [nothing, ...taken.map((chat) => this.#paneOf(chat).element)]);
    for (const chat of taken) this.#paneOf(chat).draw(chat === selected, this.#desk.offers.length);
    const isOpen = taken.includes(selected);
    nothing.hidden = isOpen;
    this.#element.dataset.view = isOpen && this.#isInChat ? "chat" : "list";
    forget(this.#panes, taken);
    if (heldFocus && !holdsFocus(stage)) (this.pane ?? this.#parts.ready).focus();
  }

  #offer(chat) {
    return remembered(this.#offers, chat, () => new Offer(chat, this.#desk, () => this.open(chat)));
  }

  #item(chat) {
    return remembered(this.#items, chat, () => new Item(chat, () => this.open(chat)));
  }

  #paneOf(chat) {
    const back = () => {
      this.#isInChat = false;
      this.#draw();
      this.#items.get(chat)?.focus();
    };
    return remembered(this.#panes, chat, () => new Pane(chat, this.#desk, this.#answers, back));
  }

  #dismiss() {
    this.#desk.tell("");
    (this.pane ?? this.#parts.ready).focus();
  }

  async #leave() {
    const chats = this.#desk.taken.filter((chat) => chat.isLive);
    const names = chats.map((chat) => chat.customer).join(", ");
    const words = `You are still chatting with ${names}, who will wait for you.`;
    const question = { title: "Sign out all the same?", words, yes: "Sign out" };
    if (chats.length === 0 || (await ask(question))) await this.#desk.signOut();
  }
}

function remembered(views, chat, begin) {
  if (!views.has(chat)) views.set(chat, begin());
  return views.get(chat);
}

function forget(views, chats) {
  for (const chat of views.keys()) if (!chats.includes(chat)) views.delete(chat);
}
