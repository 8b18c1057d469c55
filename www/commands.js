// What a page can have its widget do.

import { ASKED, Chat, TAG, arrival } from "./element.js";
import { Refusal } from "./refusal.js";

const COMMANDS = [...ASKED, ..."set on off destroy".split(" ")];

/**
 * Puts a widget at the end of the page and resolves to its element. One that was put there with
 * the same options stays alone.
 */
export async function start(options = {}) {
  Chat.define();
  if (!document.body) await new Promise((resolve) => addEventListener("DOMContentLoaded", resolve));
  const placed = JSON.stringify(options);
  let chat = [...document.querySelectorAll(TAG)].find((chat) => chat.placed === placed);
  if (!chat) document.body.append((chat = Object.assign(document.createElement(TAG), { options, placed })));
  return chat;
}

/** Has a command carried out by the page's first widget, as soon as there is one. */
export async function causerie(name, ...rest) {
  if (name === "start") return start(...rest);
  if (!COMMANDS.includes(name)) throw new Refusal("Argument", `there is no command \`${name}\``);
  return (document.querySelector(TAG) ?? (await arrival))[name](...rest);
}
