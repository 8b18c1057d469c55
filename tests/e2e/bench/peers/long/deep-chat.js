// As its documents have it: what was said before is its history, one more is added by a method.

import "deep-chat/dist/deepChat.bundle.js";

const said = (text) => ({ role: "ai", text });

export function mount(place, messages) {
  const chat = document.createElement("deep-chat");
  chat.connect = { handler: () => {} };
  chat.history = messages.map(said);
  Object.assign(chat.style, { height: "500px", width: "360px" });
  place.append(chat);
  return (text) => chat.addMessage(said(text));
}
