// Buttons of the page's own in the place of the launcher, for TypeScript.

import type { CauserieChatElement } from "./causerie.js";

/** What opens the window; `docs/embedding.md` says more. */
export interface Opener {
  /** A CSS selector of the page's buttons and links, also of those that come later. */
  buttons: string;
}

/** Has buttons of the page's own open the window of that element; what it returns ends that. */
export function openBy(chat: CauserieChatElement, options: Opener): () => void;
