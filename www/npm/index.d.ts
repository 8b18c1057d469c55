// The widget, and the chat without an interface, for TypeScript.

export * from "./causerie.js";
export * from "./headless.js";
