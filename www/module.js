// What a module imports.

import { Chat } from "./element.js";
import { locate } from "./load.js";

export { start } from "./commands.js";

locate(new URL(".", import.meta.url));

/** Makes `<causerie-chat>` mean the widget. */
export function define() {
  Chat.define();
}
