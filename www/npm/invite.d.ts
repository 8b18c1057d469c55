// An invitation to chat beside the launcher, for TypeScript.

import type { CauserieChatElement } from "./causerie.js";

/** How a page invites; `docs/embedding.md` says more. */
export interface Invitation {
  /** What it says. */
  text: string;
  /** The words on the button that opens the window, and on the one that does not. */
  accept: string;
  dismiss: string;
  /** Seconds for which nobody has done anything on the page; otherwise 30. */
  idle?: number;
  /** Seconds on the page, at least. */
  delay?: number;
  /** A regular expression for the page's path and query; otherwise every page. */
  pages?: string;
  /** Days for which an answer is remembered; 0, the rest of the tab's life. */
  days?: number;
  /** Whether to invite after all, asked last. */
  when?: () => boolean | Promise<boolean>;
}

/** Invites whoever sees the page of that element; what it returns ends that. */
export function invite(chat: CauserieChatElement, options: Invitation): () => void;
