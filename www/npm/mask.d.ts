// What visitors had better not say, made unreadable before it is sent, for TypeScript.

/** What is masked; `docs/embedding.md` says more. */
export interface Mask {
  /** Numbers of cards, of which the last four digits stay; `true`. */
  cards?: boolean;
  /** International numbers of bank accounts, of which the last four signs stay; `true`. */
  ibans?: boolean;
  /** Regular expressions, as text, for what else is masked wherever it stands. */
  patterns?: string[];
  /** What the page makes of the text in the end. */
  by?: (text: string) => string;
}

/** Has every widget of the page mask what visitors write when they send it; what it returns ends that. */
export function mask(options?: Mask): () => void;

/** That text, masked: for pages that say something themselves. */
export function masked(text: string, options?: Mask): string;
