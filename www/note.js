// What is shown where there is no chat.

import { make } from "./launcher.js";

const SCHEMES = /^(https?|mailto|tel):$/;

/** A note that chat is unavailable, with the way to the company. */
export function note(contactUrl) {
  const box = make("div", { class: "note", role: "status" }, make("div", {}, "Chat is unavailable"));
  const href = contact(contactUrl);
  if (href) box.append(make("a", { class: "link", href }, "Contact us another way"));
  return box;
}

function contact(url) {
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return url && SCHEMES.test(protocol) && href;
  } catch {
    return undefined;
  }
}
