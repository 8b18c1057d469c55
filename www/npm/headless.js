// `import … from "causerie/headless"`: the chat without an interface, and nothing else.

export { Chat } from "./chat.js";
export { init } from "./session.js";
