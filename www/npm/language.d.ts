// What a language exports, for TypeScript.

import type { Words } from "./causerie.js";

declare const words: Words;
export default words;
