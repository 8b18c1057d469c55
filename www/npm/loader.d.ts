// What the script tag brings, for TypeScript.

import "./causerie.js";

export {};
