// What a page can have its widget do.

import { ASKED, Chat, TAG, first } from "./element.js";
import { Refusal } from "./refusal.js";

const COMMANDS = [...ASKED, ..."set on off destroy".split(" ")];

/**
 * Puts a widget at the end of the page and resolves to its element. One that was put there with
 * the same options stays alone.
 */
export async function start(options = {}) {
  Chat.define();
  if (!document.body) await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve, { once: true }));
  const placed = JSON.stringify(options);
  const there = [...document.querySelectorAll(TAG)].find((chat) => chat.placed === placed);
  if (there) return there;
  const chat = document.createElement(TAG);
  document.body.append(Object.assign(chat, { options, placed }));
  return chat;
}

/** Has a command carried out by the page's first widget, as soon as there is one. */
export async function causerie(name, ...rest) {
  if (name === "start") return start(...rest);
  if (!COMMANDS.includes(name)) throw new Refusal("Argument", `there is no command \`${name}\``);
  return (await first())[name](...rest);
}
