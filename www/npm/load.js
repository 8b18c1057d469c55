// The glue and the wasm of the widget: what www/load.js is to a page without a bundler.

import { Supply } from "./supply.js";

const widget = /* @__PURE__ */ new Supply(
  "widget",
  () => import("./glue/widget.js"),
  () => new URL("./widget_bg.wasm", import.meta.url),
);

/** Says where the wasm of the widget is, or hands it over. */
export function init({ wasm } = {}) {
  widget.give(wasm);
}

/** Brings both for a widget, if need be, and its language; resolves to the class of widgets. `why` is as in www/load.js. */
export async function load(host, why) {
  return (await widget.load(({ prepare }) => prepare(host, why))).Mounted;
}

/** Lets the next widget have wasm of its own: what failed in the midst is not to be used again. */
export function forget() {
  widget.forget();
}
