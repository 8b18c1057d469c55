// One chat, as this agent has to do with it.

import { Outbox } from "./outbox.js";

/** Who has said for so long that they type, in milliseconds, and has not sent anything, does not. */
const TYPES_FOR = 30_000;

/** Entries that somebody has to read. */
const READ = new Set(["Text", "PushUrl", "FileUploaded"]);

export class Chat {
  /** "Invited", "Chatting" or "Completed" as the contact centre says; "Left" or "Lost" ours. */
  state = "Invited";
  /** The customer's name. */
  customer = "";
  /** The agent's own name in this chat. */
  self = "";
  /** "Inbound", or "Consult" for one whom a colleague asks for advice. */
  type = "Inbound";
  participants = [];
  /** Business data, by name. */
  data = {};
  disposition = "";
  /** What was said, by index. */
  entries = [];
  outbox = new Outbox();
  unread = 0;
  /** The colleague who was asked for advice and has not come yet. */
  asked;
  /** How the agent left. */
  farewell;
  /** How often the contact centre has told something about the chat by itself. */
  told = 0;

  #capabilities = new Set();
  #known = new Set();
  #typists = new Map();
  #turn = Promise.resolve();
  #changed;

  constructor(id, changed) {
    this.id = id;
    this.#changed = changed;
  }

  get isOffered() {
    return this.state === "Invited";
  }

  get isLive() {
    return this.state === "Chatting";
  }

  get isOver() {
    return !this.isOffered && !this.isLive;
  }

  /** Whether the contact centre allows this operation at present. */
  can(operation) {
    return this.#capabilities.has(operation);
  }

  /** Whether the customer does not see this agent. */
  get isUnseen() {
    return this.type === "Consult";
  }

  /** The colleague who is in for advice, if there is one. */
  get consultant() {
    return this.colleagues.find((one) => one.visibility === "Agents");
  }

  get colleagues() {
    return this.participants.filter((one) => one.type === "Agent" && one.nickname !== this.self);
  }

  /** From this index on, something may be missing. */
  get next() {
    let next = 1;
    while (this.#known.has(next)) next += 1;
    return next;
  }

  /** The names of those who type, and whether only colleagues see it. */
  get typists() {
    return [...this.#typists].map(([name, { isAside }]) => ({ name, isAside }));
  }

  /** Takes in the chat's resource. */
  absorb(resource) {
    this.data = resource.userData ?? {};
    this.disposition = resource.disposition ?? "";
    this.self = resource.participant?.nickname ?? this.self;
    this.note(resource);
  }

  /** Takes in what notifications and the resource have in common. */
  note({ state, capabilities, participants, chatType, nickname }) {
    this.state = state;
    if (!this.isOver) this.farewell = undefined;
    this.#capabilities = new Set(capabilities);
    this.type = chatType ?? this.type;
    this.customer = nickname ?? this.customer;
    // The participants of a chat that begins are told later.
    if (participants?.length) this.participants = participants;
    if (this.consultant || this.isOver) this.asked = undefined;
  }

  /** Takes in messages; how many of them are others' and to be read. */
  hear(messages) {
    const news = messages.filter(({ index }) => Number.isInteger(index) && this.#isNew(index));
    this.entries = [...this.entries, ...news].sort((one, other) => one.index - other.index);
    return news.filter((entry) => this.#take(entry)).length;
  }

  isOwn({ from }) {
    return from?.type === "Agent" && from.nickname === this.self;
  }

  /** Does one thing after the other, so that they arrive in this order. */
  inTurn(deed) {
    const done = this.#turn.then(deed);
    this.#turn = done.catch(() => {});
    return done;
  }

  #isNew(index) {
    const isNew = !this.#known.has(index);
    this.#known.add(index);
    return isNew;
  }

  #take(entry) {
    const { type, from } = entry;
    if (type === "TypingStarted") this.#types(entry);
    else if (this.#typists.has(from?.nickname)) this.#stops(from.nickname);
    const isOwn = this.isOwn(entry);
    if (isOwn && type === "Text") this.outbox.settle("message", entry.text);
    if (isOwn && type === "FileUploaded") this.outbox.settle("file", entry.text);
    // The contact centre's own words to agents: what was asked for has come to nothing.
    if (type === "CustomNotice" && from?.type === "External") this.asked = undefined;
    return !isOwn && READ.has(type);
  }

  #types({ from, visibility }) {
    if (from?.nickname === this.self) return;
    clearTimeout(this.#typists.get(from?.nickname)?.timer);
    const timer = setTimeout(() => {
      this.#stops(from?.nickname);
      this.#changed();
    }, TYPES_FOR);
    this.#typists.set(from?.nickname, { isAside: visibility === "Agents", timer });
  }

  #stops(name) {
    clearTimeout(this.#typists.get(name)?.timer);
    this.#typists.delete(name);
  }
}
