// What one agent's desk knows and can do; it draws nothing.

import { Api } from "./api.js";
import { Chat } from "./chat.js";
import { Refusal, SignedOut, Unreachable } from "./failure.js";
import { Feed } from "./feed.js";

const CHATS = "/v2/me/chats";
const CHANNELS = "/v2/me/channels";

export class Desk {
  user;
  isReady = false;
  /** "connecting", "up" or "down" */
  line = "connecting";
  /**
   * The last thing that the agent is to be told, with `isBad` for what went wrong, and `isOfLine`
   * where that is only that there was no answer.
   */
  notice;
  /** What is said to those who do not see the page change. */
  announcement = "";
  selected;

  #api;
  #feed;
  #chats = new Map();
  #hooks;
  #isCurrent = true;
  /** Whether a change of the readiness is the agent's own. */
  #isChoosing = false;
  #hasLeft = false;
  /** What was found to be different after a break. */
  #findings = [];

  /** `hooks.changed()` is called once for many changes, `hooks.signedOut(error)` at the end. */
  constructor(account, user, hooks) {
    this.user = user;
    this.isReady = user.state === "Ready";
    this.#hooks = hooks;
    this.#api = new Api(account);
    this.#feed = new Feed(this.#api, [CHATS, CHANNELS], {
      hear: (channel, data) => this.#hear(channel, data),
      resume: () => this.#resume(),
      up: () => this.#isUp(),
      down: () => this.#isDown(),
      closed: (error) => this.#leave(error),
    });
  }

  start() {
    this.#feed.run();
  }

  retry() {
    this.#feed.retry();
  }

  /** The agent goes home. */
  async signOut() {
    try {
      await this.#api.work("EndContactCenterSession");
    } catch {
      // Whoever cannot be told will see that nobody answers.
    }
    this.#leave();
  }

  get chats() {
    return [...this.#chats.values()];
  }

  get offers() {
    return this.chats.filter((chat) => chat.isOffered);
  }

  /** The chats in which the agent is or was. */
  get taken() {
    return this.chats.filter((chat) => !chat.isOffered);
  }

  async setReady(isReady) {
    this.#isChoosing = true;
    try {
      await this.#api.work(isReady ? "Ready" : "NotReady");
      this.isReady = isReady;
    } catch (error) {
      this.#complain(error);
    }
    this.#isChoosing = false;
    this.changed();
  }

  select(chat) {
    this.selected = chat;
    this.look();
    if (chat?.isLive) this.#read(chat).catch((error) => this.#complain(error));
  }

  /** The agent looks at the page. */
  look() {
    if (this.selected && !document.hidden) this.selected.unread = 0;
    this.changed();
  }

  /** Takes a chat that is over off the desk. */
  close(chat) {
    this.#chats.delete(chat.id);
    if (this.selected === chat) this.select(this.taken.at(-1));
    this.changed();
  }

  /** Takes an offer under that name; whether it was given. */
  async accept(chat, nickname) {
    chat.self = nickname;
    if (!(await this.act(chat, "Accept", { nickname }))) return false;
    await this.#read(chat).catch((error) => this.#complain(error));
    this.select(chat);
    return true;
  }

  reject(chat) {
    chat.farewell = "Rejected";
    return this.act(chat, "Reject");
  }

  /** Does something in a chat; whether it was done. */
  async act(chat, operation, parameters) {
    try {
      await chat.inTurn(() => this.#api.act(chat.id, operation, parameters));
      return true;
    } catch (error) {
      this.#complain(error);
      return false;
    }
  }

  /** Leaves, or hands over at once. */
  async part(chat, operation, parameters, farewell) {
    chat.farewell = farewell;
    const done = await this.act(chat, operation, parameters);
    if (!done) chat.farewell = undefined;
    return done;
  }

  /** Asks a colleague for advice. */
  async consult(chat, colleague) {
    chat.asked = colleague;
    const done = await this.act(chat, "Consult", { agentId: colleague.id });
    if (!done) chat.asked = undefined;
    this.changed();
  }

  async setDisposition(chat, disposition) {
    if (!(await this.act(chat, "SetDisposition", { disposition }))) return;
    chat.disposition = disposition;
    this.tell("The outcome is saved.");
  }

  /** Tells that the agent types, or does not any more. It is no harm when that fails. */
  type(chat, starts, isAside) {
    const to = isAside || chat.isUnseen ? "ToAgents" : "";
    const operation = `Send${starts ? "Start" : "Stop"}Typing${to}Notification`;
    chat.inTurn(() => this.#api.act(chat.id, operation)).catch(() => {});
  }

  say(chat, text, isAside) {
    const row = chat.outbox.add({
      kind: "message",
      words: text,
      isAside: isAside || chat.isUnseen,
    });
    return this.send(chat, row);
  }

  attach(chat, file) {
    return this.send(chat, chat.outbox.add({ kind: "file", words: file.name, file }));
  }

  /** Sends what stands in the outbox, perhaps not for the first time. */
  async send(chat, row) {
    row.state = "sending";
    this.changed();
    try {
      await (row.kind === "file" ? this.#sendFile(chat, row) : this.#sendMessage(chat, row));
    } catch (error) {
      await this.#isUnsent(chat, row, error);
    }
    this.changed();
  }

  discard(chat, row) {
    chat.outbox.discard(row);
    this.changed();
  }

  /** What is in a file of the chat's, or undefined. */
  async file(chat, id) {
    try {
      return await this.#api.file(chat.id, id);
    } catch (error) {
      this.#complain(error);
      return undefined;
    }
  }

  /** Who else works here. */
  async colleagues() {
    try {
      const users = await this.#api.users();
      return users.filter((user) => user.id !== this.user.id);
    } catch (error) {
      this.#complain(error);
      return [];
    }
  }

  tell(text, isBad = false) {
    this.notice = text ? { text, isBad } : undefined;
    this.changed();
  }

  announce(text) {
    this.announcement = text;
    this.changed();
  }

  changed() {
    if (!this.#isCurrent) return;
    this.#isCurrent = false;
    queueMicrotask(() => {
      this.#isCurrent = true;
      this.#hooks.changed();
    });
  }

  #sendMessage(chat, { words, isAside }) {
    const visibility = isAside ? "Agents" : "All";
    const message = { text: words, visibility };
    return chat.inTurn(() => this.#api.act(chat.id, "SendMessage", message));
  }

  async #sendFile(chat, { words, file }) {
    const documentId = await this.#api.store(file);
    const attachment = { documentId, name: words, size: file.size, mime: file.type };
    await chat.inTurn(() => this.#api.act(chat.id, "AddAttachment", attachment));
  }

  /** What was refused has failed; where no answer came, the log tells. */
  async #isUnsent(chat, row, error) {
    if (error instanceof Refusal) {
      chat.outbox.fail(row, error.message);
      return;
    }
    row.state = "lost";
    if (error instanceof SignedOut) this.#leave(error);
    else await this.#catchUp(chat).catch(() => {});
  }

  async #catchUp(chat) {
    this.#count(chat, await this.#api.messages(chat.id, chat.next));
    chat.outbox.giveUpLost();
    this.changed();
  }

  /** Reads everything anew: news may have been missed. */
  async #resume() {
    const [user, resources] = await Promise.all([this.#api.me(), this.#api.chats()]);
    this.user = user;
    this.#noteReady(user.state === "Ready");
    const listed = new Set(resources.map(({ id }) => id));
    for (const resource of resources) {
      const chat = this.#chat(resource.id);
      chat.absorb(resource);
      if (chat.isLive) await this.#catchUp(chat);
    }
    const gone = this.chats.filter((chat) => !chat.isOver && !listed.has(chat.id));
    for (const chat of gone) await this.#isGone(chat);
    if (!this.selected) this.select(this.taken[0]);
    this.changed();
  }

  #isUp() {
    const isBad = this.#findings.length > 0;
    const words = ["Connected again.", ...this.#findings].join(" ");
    // What went wrong before is not to be forgotten over good news, unless it is over by that.
    const isPast = !this.notice?.isBad || this.notice.isOfLine;
    if (this.line === "down" && (isBad || isPast)) this.tell(words, isBad);
    this.#findings = [];
    this.line = "up";
    this.changed();
  }

  #isDown() {
    if (this.line === "up") this.line = "down";
    this.changed();
  }

  #leave(error) {
    if (this.#hasLeft) return;
    this.#hasLeft = true;
    this.#feed.stop();
    this.#hooks.signedOut(error);
  }

  #hear(channel, data) {
    if (channel === CHANNELS) this.#hearChannels(data);
    else if (data.messageType === "MessageLogUpdated") this.#hearLog(data);
    else if (data.messageType === "ChatStateChangeMessage") this.#hearState(data);
    this.changed();
  }

  #hearChannels({ channels = [] }) {
    const chats = channels.find((one) => one.channel === "chat");
    if (chats) this.#noteReady(chats.userState?.state === "Ready");
  }

  #noteReady(isReady) {
    const words = "You are not ready any more: no chats are offered to you.";
    if (this.isReady && !isReady && !this.#isChoosing) {
      if (this.line === "up") this.tell(words, true);
      else this.#findings.push(words);
    }
    this.isReady = isReady;
  }

  #hearLog({ chatUri = "", messages = [] }) {
    const chat = this.#chats.get(decodeURIComponent(chatUri.split("/").pop()));
    if (!chat) return;
    chat.told += 1;
    this.#count(chat, messages);
  }

  #hearState({ notificationType, chat: told }) {
    const isNew = !this.#chats.has(told.id);
    if (isNew && !["Invited", "Chatting"].includes(told.state)) return;
    const chat = this.#chat(told.id);
    chat.told += 1;
    if (told.state === "Revoked") this.#isRevoked(chat);
    else if (told.state === "Completed") this.#settle(this.#isGone(chat));
    else {
      chat.note(told);
      this.#settle(this.#read(chat));
    }
    if (notificationType !== "StatusChange") return;
    if (told.state === "Invited") this.announce(`Incoming chat from ${chat.customer}`);
    if (told.state === "Chatting" && !this.selected) this.select(chat);
  }

  /** Reads the resource, again where something was told of the chat meanwhile. */
  async #read(chat) {
    let seen;
    do {
      seen = chat.told;
      const resource = await this.#api.chat(chat.id);
      if (seen === chat.told) chat.absorb(resource);
    } while (seen !== chat.told);
    this.changed();
  }

  #isRevoked(chat) {
    this.#chats.delete(chat.id);
    if (chat.farewell) return;
    this.tell(`The chat with ${chat.customer} is not offered to you any more.`, true);
  }

  /** The agent is not in the chat any more: it is over, or only for this agent. */
  async #isGone(chat) {
    try {
      await this.#read(chat);
      if (!chat.isOffered) await this.#catchUp(chat);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (chat.isOffered) this.#chats.delete(chat.id);
      if (error.isUnknown) this.#isLost(chat);
      else if (chat.isLive) chat.state = "Left";
    }
    this.changed();
  }

  #isLost(chat) {
    chat.state = "Lost";
    this.#findings.push(`The contact centre has forgotten the chat with ${chat.customer}.`);
  }

  /** Background reading; the next resumption makes up for what fails. */
  #settle(reading) {
    reading.catch((error) => {
      if (error instanceof SignedOut) this.#leave(error);
    });
  }

  #chat(id) {
    const known = this.#chats.get(id);
    if (known) return known;
    const chat = new Chat(id, () => this.changed());
    this.#chats.set(id, chat);
    return chat;
  }

  /** Takes in messages and counts those that the agent has not seen. */
  #count(chat, messages) {
    const isFirst = chat.entries.length === 0;
    const news = chat.hear(messages);
    const isSeen = chat === this.selected && !document.hidden;
    if (isSeen || isFirst || news === 0) return;
    chat.unread += news;
    this.announce(`New message from ${chat.customer}`);
  }

  #complain(error) {
    if (error instanceof SignedOut) return this.#leave(error);
    this.tell(error.message, true);
    this.notice.isOfLine = error instanceof Unreachable;
  }
}
