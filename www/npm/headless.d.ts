// The chat without an interface, for TypeScript.

import type {
  Answers,
  CauserieErrorName,
  CauserieEvents,
  CauserieOptions,
  Remark,
  Role,
  UserData,
} from "./causerie.js";

export * from "./wasm.js";

/** The options of a chat without an interface; what only concerns a window is passed over. */
export type ChatOptions = Omit<
  CauserieOptions,
  "language" | "words" | "locale" | "dir" | "theme" | "title" | "launcher" | "contactUrl" | "open"
>;

/** What went wrong, and at which answer of the form where the server says. */
export interface ChatTrouble {
  readonly kind: Exclude<CauserieEvents["error"]["kind"], "widget" | "language">;
  readonly message: string;
  readonly field: string | null;
}

/** Where a chat stands. */
export type ChatStage =
  /** The wasm is not there yet or could not be had, or the chat was destroyed. */
  | { readonly stage: "absent" }
  /** No chat; `trouble` is why the last attempt failed. */
  | { readonly stage: "form"; readonly trouble: ChatTrouble | null }
  /** One is being created; `waiting` for an agent, about which the service may have `words`. */
  | { readonly stage: "opening"; readonly waiting: boolean; readonly words: string | null }
  /** One from before the page was loaded is being taken up. */
  | { readonly stage: "resuming" }
  | { readonly stage: "chatting" }
  /** The server is being told that the visitor leaves. */
  | { readonly stage: "ending" }
  | { readonly stage: "ended"; readonly by: CauserieEvents["ended"]["by"] };

/** How far an own message or file has come; `uncertain`: the answer to it was lost. */
export type ChatDelivery = "waiting" | "sending" | "sent" | "uncertain" | "failed";

/** Why it was not sent; `unknown`: it may have been, the chat ended before that was clear. */
export type ChatSetback =
  | "ended"
  | "lost"
  | "rejected"
  | "unknown"
  | "file-count"
  | "file-size"
  | "file-total"
  | "file-type";

/** What all rows have. */
interface ChatRowBase {
  /** Names the row for life. */
  readonly key: number;
  /** The words, the name of the file, or the address; otherwise empty. */
  readonly text: string;
  readonly nickname: string;
  readonly role: Role;
  /** Milliseconds since 1970; `null` where the API tells no times. */
  readonly at: number | null;
  /** `null` for what others said and did. */
  readonly delivery: ChatDelivery | null;
  /** There when it failed. */
  readonly reason?: ChatSetback;
}

/** One row of the conversation. */
export type ChatRow = ChatRowBase &
  (
    | { readonly type: "text" | "url" | "joined" | "left" }
    | { readonly type: "renamed"; readonly formerly: string }
    | {
        readonly type: "file";
        /** In bytes, where that is known. */
        readonly size: number | null;
        /** How much of it is on the other side; `failed`: could not be fetched. */
        readonly portion: "whole" | "sending" | "fetching" | "failed" | "gone";
        /** While it is being sent. */
        readonly percent: number | null;
      }
  );

/** What the contact centre takes of files; `null`: no limit that is known. */
export interface ChatFileLimits {
  readonly files: number | null;
  readonly size: number | null;
  readonly total: number | null;
  readonly usedFiles: number;
  readonly usedSize: number;
  /** Ends of names, without the dot; empty: any. */
  readonly types: readonly string[];
  /** Whether what was sent can be removed. */
  readonly removes: boolean;
}

/** What is to be seen of a chat: frozen, and another object when something else is. */
export type ChatView = ChatStage & {
  /** Those that did not change are the same objects as before. */
  readonly rows: readonly ChatRow[];
  /** Agents who are present. */
  readonly agents: readonly string[];
  /** Who is typing, the visitor left out. */
  readonly typing: readonly string[];
  readonly connection: "good" | "offline" | "reconnecting" | "unavailable";
  /** Whether messages are taken at present. */
  readonly canSend: boolean;
  /** What `typing` was told last, also before the page was loaded; an ellipsis where nothing was. */
  readonly draft: string;
  /** `null` while no files can be sent. */
  readonly files: ChatFileLimits | null;
};

/** What the events carry as their `detail`. */
export type ChatEvents = Omit<CauserieEvents, "opened" | "closed" | "rated"> & {
  /** `view` is another. */
  changed: Record<string, never>;
};

export type ChatEventName = keyof ChatEvents;

export type ChatEvent<Name extends ChatEventName> = CustomEvent<ChatEvents[Name]>;

/** What the promises are rejected with. */
export type ChatErrorName = CauserieErrorName;

/** A chat without an interface; `docs/embedding.md` says what each command does. */
export class Chat extends EventTarget {
  constructor(options: ChatOptions);
  readonly view: ChatView;
  open(answers?: Answers): Promise<void>;
  send(text: string): Promise<void>;
  typing(text?: string): Promise<void>;
  end(): Promise<void>;
  tell(remark: Remark): Promise<void>;
  set(options: { userData?: UserData }): Promise<void>;
  retry(key: number): Promise<void>;
  discard(key: number): Promise<void>;
  attach(file: File): Promise<void>;
  download(key: number): Promise<void>;
  remove(key: number): Promise<void>;
  seen(seen?: boolean): Promise<void>;
  tryAgain(): Promise<void>;
  on<Name extends ChatEventName>(name: Name, heard: (event: ChatEvent<Name>) => void): () => void;
  off<Name extends ChatEventName>(name: Name, heard: (event: ChatEvent<Name>) => void): void;
  destroy(): Promise<void>;
}
