// What a second script tag brings: an invitation beside the page's first widget, by the tag's options.

import { invite } from "./invite.js";

const own = { ...Reflect.get(Document.prototype, "currentScript", document)?.dataset };
for (const name of ["idle", "delay", "days"]) if (name in own) own[name] = Number(own[name] || NaN);

const begin = () => {
  const chat = document.querySelector("causerie-chat");
  if (chat?.shadowRoot) invite(chat, own);
  return Boolean(chat?.shadowRoot);
};
// The other script may come later.
if (!begin()) {
  const observer = new MutationObserver(() => begin() && observer.disconnect());
  observer.observe(document.documentElement, { childList: true, subtree: true });
  customElements.whenDefined("causerie-chat").then(() => begin() && observer.disconnect());
}
