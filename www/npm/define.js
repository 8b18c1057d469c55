// What gives the element its name.

import { Chat } from "./element.js";

/** Makes `<causerie-chat>` mean the widget; on a server, where there are no elements, nothing. */
export function define() {
  if (globalThis.customElements) Chat.define();
}
