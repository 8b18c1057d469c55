// As its documents have it, with a handler that answers nothing; its own bundle is smaller than
// what esbuild makes of its modules.

import "deep-chat/dist/deepChat.bundle.js";

export function mount(place) {
  const chat = document.createElement("deep-chat");
  chat.connect = { handler: () => {} };
  chat.style.height = "500px";
  place.append(chat);
}
