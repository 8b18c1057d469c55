// What is shown where there is no chat.

import { make } from "./launcher.js";

const SCHEMES = /^(https?|mailto|tel):$/;

/** A note that chat is unavailable, with the way to the company. */
export function note(contactUrl) {
  const box = make("div", { class: "note", part: "note", role: "status", lang: "en" }, make("div", {}, "Chat is unavailable"));
  const link = make("a", { href: contactUrl }, "Contact us another way");
  if (contactUrl && SCHEMES.test(link.protocol)) box.append(link);
  return box;
}
