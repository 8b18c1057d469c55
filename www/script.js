// What a script tag brings: the function `causerie`, the element, and a widget with the tag's
// options.

import { causerie } from "./commands.js";
import { Chat } from "./element.js";
import { locate } from "./load.js";

// Where the other files are, from here; `cargo xtask dist` fills it in.
const HOME = "";

// Not by name: a form of that name would be in its place.
const script = Reflect.get(Document.prototype, "currentScript", document);
const { base: own, ...options } = { ...script?.dataset };
// An element that has that id is no copy of this script.
const before = typeof window.causerie === "function" && window.causerie;

// Of two copies of this script, the first does the work.
if (!before.here) {
  locate(new URL(own || HOME || ".", script?.src ?? document.baseURI));
  Chat.define();
  (window.causerie = causerie).here = true;
  // What was asked for before this was here; the first of each may be waiting for the answer.
  for (const [asker, ...call] of before.q ?? []) {
    if (typeof asker === "function") asker(causerie(...call));
    else causerie(asker, ...call);
  }
}
if (Object.keys(options).length) window.causerie("start", options);
