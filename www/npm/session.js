// The glue and the wasm of the chat without an interface.

import { Supply } from "./supply.js";

const session = /* @__PURE__ */ new Supply(
  "chat",
  () => import("./glue/session.js"),
  () => new URL("./session_bg.wasm", import.meta.url),
);

/** Says where the wasm of the chat is, or hands it over. */
export function init({ wasm } = {}) {
  session.give(wasm);
}

/** Brings both, if need be, and resolves to what the glue exports. */
export function load() {
  return session.load();
}

/** Lets the next chat have wasm of its own: what failed in the midst is not to be used again. */
export function forget() {
  session.forget();
}
