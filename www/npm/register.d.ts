// What `<causerie-chat>` is, for TypeScript.

import "./causerie.js";

export {};
