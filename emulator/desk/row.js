// One row of a conversation.

import { make } from "./element.js";

const NOTICES = {
  ParticipantJoined: ({ from }) => `${from.nickname} joined`,
  ParticipantLeft: ({ from }) => `${from.nickname} left`,
  NicknameUpdated: ({ text }) => `The customer is called ${text} now`,
  FileDeleted: ({ from, text }) => `${from.nickname} removed the file ${text}`,
  CustomNotice: ({ from, noticeText }) => `${from.nickname}: ${noticeText}`,
};

const SIDES = { Agent: "colleague", Customer: "customer" };

/** The row for an entry; undefined for one that nobody has to see. */
export function row(entry, chat, desk) {
  const element = drawn(entry, chat, desk);
  if (element) element.dataset.index = entry.index;
  return element;
}

/** The row for something that has not arrived, with what can be done about it. */
export function unsentRow(unsent, chat, desk) {
  const isFailed = unsent.state === "failed";
  const sending = unsent.kind === "file" ? "Sending the file…" : "Sending…";
  const state = make("p", { class: isFailed ? "bad" : "soft" });
  state.append(isFailed ? `Not sent. ${unsent.why} ` : sending);
  if (isFailed) {
    state.append(
      make("button", { type: "button", onclick: () => desk.send(chat, unsent) }, "Try again"),
      make("button", { type: "button", onclick: () => desk.discard(chat, unsent) }, "Discard"),
    );
  }
  const words = make("p", { class: "words", dir: "auto" }, unsent.words);
  return make("div", { class: classes("own unsent", unsent.isAside) }, words, state);
}

function drawn(entry, chat, desk) {
  if (entry.type === "Text") return message(entry, chat);
  if (entry.type === "PushUrl") return address(entry, chat);
  if (entry.type === "FileUploaded") return file(entry, chat, desk);
  const words = NOTICES[entry.type]?.(entry);
  return words && notice(words, entry);
}

function message(entry, chat) {
  const words = make("p", { class: "words", dir: "auto" }, entry.text ?? "");
  return bubble(entry, chat, words);
}

function address(entry, chat) {
  const words = make("p", { class: "words" }, "Address: ", link(entry.text));
  return bubble(entry, chat, words);
}

/** Only addresses of web pages become links. */
function link(text = "") {
  const isWeb = URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
  if (!isWeb) return text;
  return make("a", { href: text, target: "_blank", rel: "noopener noreferrer" }, text);
}

function file(entry, chat, desk) {
  const { "file-id": id, "file-name": name = entry.text, "file-size": size } = entry.userData ?? {};
  const download = () => save(desk, chat, id, name);
  const label = `Download ${name}`;
  const button = make(
    "button",
    { type: "button", "aria-label": label, onclick: download },
    "Download",
  );
  const words = make("p", { class: "words" }, `File: ${name}${measured(size)} `, button);
  return bubble(entry, chat, words);
}

/** Hands the file to the browser's downloads. */
async function save(desk, chat, id, name) {
  const content = await desk.file(chat, id);
  if (!content) return;
  const href = URL.createObjectURL(content);
  make("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

function measured(size) {
  const bytes = Number(size);
  if (!Number.isFinite(bytes)) return "";
  if (bytes < 1000) return ` (${bytes} bytes)`;
  const kilobytes = bytes / 1000;
  return kilobytes < 1000
    ? ` (${kilobytes.toFixed(0)} kB)`
    : ` (${(kilobytes / 1000).toFixed(1)} MB)`;
}

function bubble(entry, chat, words) {
  const isOwn = chat.isOwn(entry);
  const isAside = entry.visibility === "Agents";
  const side = isOwn ? "own" : (SIDES[entry.from?.type] ?? "system");
  const who = make("p", { class: "from" }, make("b", {}, isOwn ? "You" : entry.from?.nickname));
  if (isAside) who.append(" ", make("span", { class: "tag" }, "colleagues only"));
  who.append(" ", time(entry));
  return make("div", { class: classes(side, isAside) }, who, words);
}

function notice(words, entry) {
  const isAside = entry.visibility === "Agents";
  const element = make("p", { class: classes("event", isAside) }, words);
  if (isAside) element.append(" ", make("span", { class: "tag" }, "colleagues only"));
  element.append(" ", time(entry));
  return element;
}

function classes(side, isAside) {
  return `entry ${side}${isAside ? " aside" : ""}`;
}

/** `timestampSeconds` holds milliseconds, whatever the name says. */
function time({ timestampSeconds }) {
  const at = new Date(timestampSeconds);
  if (Number.isNaN(at.getTime())) return "";
  const words = at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return make("time", { datetime: at.toISOString() }, words);
}
