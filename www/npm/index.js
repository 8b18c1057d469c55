// `import … from "causerie"`: the widget, and the chat without an interface.

export { Chat } from "./chat.js";
export { start } from "./commands.js";
export { define } from "./define.js";
export { init } from "./load.js";
