// What goes on in the widgets of a page, in a log, for TypeScript.

import type { CauserieEventName, CauserieEvents } from "./causerie.js";

/** From the least. */
export type LogLevel = "debug" | "info" | "warn" | "error";

/** One event; unless `redact` is off, text in `detail` that people wrote or are called is its length. */
export type LogEntry = {
  [Name in CauserieEventName]: {
    /** Milliseconds since 1970. */
    at: number;
    level: LogLevel;
    name: Name;
    detail: CauserieEvents[Name];
  };
}[CauserieEventName];

/** What is logged, and where; `docs/embedding.md` says more. */
export interface Log {
  /** The page's own logger; otherwise the browser's console. */
  to?: (entry: LogEntry) => unknown;
  /** The least that is logged; `info`. */
  level?: LogLevel;
  /** Whether what people wrote and are called is left out; `true`. */
  redact?: boolean;
  /** Whether a panel on the page shows it too. */
  panel?: boolean;
}

/** Logs what goes on in every widget of the page; what it returns ends that. */
export function log(options?: Log): () => void;
