// What a page can do with the widget, for TypeScript.

/** The API of the contact centre. */
export type Backend = "gms-v1" | "gms-v2" | "gws" | "web-api";

/** One question of the form before the chat. */
export interface Field {
  /** `firstName`, `lastName`, `email`, `subject`, `nickname`, or a name of your own. */
  name: string;
  /** The words before it; addresses in them are links. */
  label?: string;
  /** `hidden`: not shown, answered by `visitor`. A checkbox that is checked is the answer `true`. */
  type?: "text" | "email" | "tel" | "select" | "checkbox" | "hidden";
  required?: boolean;
  /** A regular expression for the whole answer, as the attribute `pattern` of HTML has it. */
  pattern?: string;
  /** How many characters an answer has at least, and at most. */
  minLength?: number;
  maxLength?: number;
  /** The words for an answer that fits neither: what to enter. */
  error?: string;
  /** What can be chosen in a `select`: answers, with the words for them. */
  options?: Record<string, string>;
}

/** What is known of the visitor, or answered in the visitor's name; other names become data. */
export interface Answers {
  firstName?: string;
  lastName?: string;
  email?: string;
  subject?: string;
  nickname?: string;
  [field: string]: string | number | boolean | undefined;
}

/** Names and values attached to the chat for its agents. */
export type UserData = Record<string, unknown>;

/** What is said to a visitor; `docs/languages.md` says what each is. */
export type WordKey =
  | "lang"
  | "dir"
  | "launcher"
  | "unread"
  | "chat"
  | "closeWindow"
  | "more"
  | "endChat"
  | "endQuestion"
  | "keepChatting"
  | "introduction"
  | "firstName"
  | "lastName"
  | "email"
  | "subject"
  | "nickname"
  | "optional"
  | "startChat"
  | "missing"
  | "unchecked"
  | "noEmail"
  | "noTelephone"
  | "refused"
  | "connecting"
  | "waitingForAgent"
  | "cancel"
  | "resuming"
  | "ending"
  | "conversation"
  | "newMessages"
  | "message"
  | "messageHint"
  | "send"
  | "typing"
  | "agent"
  | "supervisor"
  | "system"
  | "youSaid"
  | "said"
  | "joined"
  | "left"
  | "renamed"
  | "sharedLink"
  | "sharedFile"
  | "sent"
  | "sending"
  | "sendingPart"
  | "waitingToSend"
  | "checking"
  | "notSent"
  | "notConfirmed"
  | "chatHadEnded"
  | "notArrived"
  | "notKnown"
  | "notAccepted"
  | "tryAgain"
  | "discard"
  | "attach"
  | "chooseFiles"
  | "fileCount"
  | "anyFiles"
  | "fileSize"
  | "totalSize"
  | "fileTypes"
  | "tooLarge"
  | "largerThan"
  | "allTooLarge"
  | "allLargerThan"
  | "tooMany"
  | "moreThan"
  | "wrongType"
  | "download"
  | "downloadFile"
  | "fetching"
  | "notFetched"
  | "remove"
  | "removeFile"
  | "removed"
  | "offline"
  | "reconnecting"
  | "unavailable"
  | "contact"
  | "notStarted"
  | "busy"
  | "rejected"
  | "misconfigured"
  | "serviceProblem"
  | "networkProblem"
  | "ended"
  | "endedByCentre"
  | "endedByYou"
  | "endedIdle"
  | "restart"
  | "saveText"
  | "saveHtml"
  | "print"
  | "popOut"
  | "sound"
  | "notify"
  | "notAllowed"
  | "notOpened"
  | "tooShort"
  | "tooLong"
  | "otherForm"
  | "rate"
  | "veryBad"
  | "bad"
  | "fair"
  | "good"
  | "veryGood"
  | "comment"
  | "sendRating"
  | "noRating"
  | "noGrade"
  | "thanks"
  | "resize";

/** Text, or a form for each category of plurals of the language (`Intl.PluralRules`). */
export type Word = string | Partial<Record<"zero" | "one" | "two" | "few" | "many" | "other", string>>;

/** A whole language, as the files in `languages/` have it. */
export type Words = Record<WordKey, Word>;

/** What may change while the widget is at work. */
export interface LiveOptions {
  /** What is spoken: a language tag. Otherwise that of the page, or else of the browser. */
  language?: string;
  /** Words in the place of those of the language, or a language of the page's own. */
  words?: Partial<Words>;
  /** The form of dates, times and numbers: a language tag. */
  locale?: string;
  dir?: "auto" | "ltr" | "rtl";
  theme?: "auto" | "light" | "dark";
  /** The heading of the window. */
  title?: string;
  /** The words on the button that opens the window, from the first moment on. */
  launcher?: string;
  /** Where to turn to when there is no chat. */
  contactUrl?: string;
  /** Whether the window is open. */
  open?: boolean;
  /** Attached to the next chat; cannot change during one. */
  userData?: UserData;
}

/** The options of the widget; the README says what each means. */
export interface CauserieOptions extends LiveOptions {
  backend?: Backend;
  /** The part of the API's address before what the documents name. */
  url: string;
  service?: string;
  serviceKind?: "basic" | "advanced";
  delivery?: "poll" | "cometd";
  cometdUrl?: string;
  cometdChannel?: string;
  cometdSubscribe?: boolean;
  user?: string;
  tenant?: string;
  headers?: Record<string, string>;
  credentials?: "same-origin" | "omit" | "include";
  messageType?: string;
  typingPreview?: boolean;
  readReceipts?: boolean;
  fields?: (string | Field)[];
  visitor?: Answers;
  /** Milliseconds, as all times. */
  pollInterval?: number;
  keepAlive?: number;
  typingTimeout?: number;
  requestTimeout?: number;
  /** Where a chat is kept for the next page: in the tab, in the browser, or nowhere. */
  storage?: "session" | "local" | "none";
  /** How long after it was last in a page a chat is taken up. */
  restoreTimeout?: number;
  /** Whether the visitor can save and print the conversation. */
  transcript?: "offer" | "none";
  /** What calls a visitor who does not see the window; `all`: what the visitor chooses, too. */
  attention?: "title" | "all" | "none";
  /** Whether the visitor is asked after a chat how it was; the event `rated` tells. */
  rating?: boolean;
  /** Whether what agents write is shown as CommonMark has it: emphasis, code, lists and links. */
  markdown?: boolean;
  /** Whether the window is where the element is, and as large. */
  inline?: boolean;
  /** Whether the visitor can make the window larger and smaller. */
  resizable?: boolean;
  /** The address of a page of the same origin that has the window alone: the menu opens it beside this one. */
  popOut?: string;
}

/** Something said on the visitor's behalf, beside the conversation: exactly one of these. */
export type Remark =
  | { nickname: string }
  | { data: UserData }
  | { notice: string }
  | { url: string | URL };

export type Role = "agent" | "supervisor" | "system" | "visitor";

/** What the events carry as their `detail`. */
export interface CauserieEvents {
  ready: Record<string, never>;
  opened: Record<string, never>;
  closed: Record<string, never>;
  started: Record<string, never>;
  message: {
    type: "text" | "url" | "file";
    text: string;
    nickname: string;
    role: Role;
    /** Milliseconds since 1970; `null` where the API tells no times. */
    at: number | null;
  };
  typing: { nicknames: string[] };
  participant: { nickname: string; role: Role } & ({ joined: boolean } | { formerly: string });
  connection:
    | { state: "good" | "offline" | "reconnecting" | "unavailable" }
    | { delivery: "poll"; reason: string };
  ended: { by: "contact-centre" | "visitor" | "lost" };
  /** What the visitor thinks of the chat: from 1, very bad, to 5, very good. */
  rated: { grade: 1 | 2 | 3 | 4 | 5; comment: string };
  error:
    | {
        kind:
          | "busy"
          | "rejected"
          | "misconfigured"
          | "gone"
          | "server"
          | "garbled"
          | "network"
          | "unsupported";
        message: string;
      }
    | { kind: "widget"; name: CauserieErrorName; message: string }
    /** A language could not be had, and English is spoken. */
    | { kind: "language"; message: string };
}

export type CauserieEventName = keyof CauserieEvents;

export type CauserieEvent<Name extends CauserieEventName> = CustomEvent<CauserieEvents[Name]>;

/** Why a command was not carried out; `docs/embedding.md` says what each means. */
export type CauserieErrorName =
  | "AbsentError"
  | "ArgumentError"
  | "BlockedError"
  | "ChatError"
  | "FailedError"
  | "FormError"
  | "MissingError"
  | "NetworkError"
  | "NoChatError"
  | "UnsupportedError";

/** What the promises of commands are rejected with. */
export interface CauserieError extends Error {
  name: CauserieErrorName;
  cause?: unknown;
}

/** What a page can have its widget do. */
export interface CauserieCommands {
  open(): Promise<void>;
  close(): Promise<void>;
  start(answers?: Answers): Promise<void>;
  send(text: string): Promise<void>;
  end(): Promise<void>;
  set(options: LiveOptions): Promise<void>;
  on<Name extends CauserieEventName>(
    name: Name,
    heard: (event: CauserieEvent<Name>) => void,
  ): () => void;
  off<Name extends CauserieEventName>(
    name: Name,
    heard: (event: CauserieEvent<Name>) => void,
  ): void;
  tell(remark: Remark): Promise<void>;
  destroy(): Promise<void>;
}

/** The element `<causerie-chat>`. */
export interface CauserieChatElement extends HTMLElement, CauserieCommands {
  /** All options, from attributes and properties. */
  options: Partial<CauserieOptions>;
  /** Options that no attribute holds as they are; read when the widget is loaded. */
  headers?: Record<string, string>;
  userData?: UserData;
  fields?: (string | Field)[];
  visitor?: Answers;
  words?: Partial<Words>;
}

/**
 * Puts a widget at the end of the page and resolves to its element. One that was put there with
 * the same options stays alone.
 */
export function start(options: CauserieOptions): Promise<CauserieChatElement>;

/** Makes `<causerie-chat>` mean the widget. */
export function define(): void;

/** The function that the script tag brings; commands wait until there is a widget. */
export interface CauserieFunction {
  (command: "start", options: CauserieOptions): Promise<CauserieChatElement>;
  <Name extends Exclude<keyof CauserieCommands, "start" | "on" | "off">>(
    command: Name,
    ...rest: Parameters<CauserieCommands[Name]>
  ): Promise<void>;
  <Name extends CauserieEventName>(
    command: "on",
    name: Name,
    heard: (event: CauserieEvent<Name>) => void,
  ): Promise<() => void>;
  <Name extends CauserieEventName>(
    command: "off",
    name: Name,
    heard: (event: CauserieEvent<Name>) => void,
  ): Promise<void>;
}

type CauserieEventMap = {
  [Name in CauserieEventName as `causerie:${Name}`]: CauserieEvent<Name>;
};

declare global {
  interface Window {
    causerie?: CauserieFunction;
  }
  interface HTMLElementTagNameMap {
    "causerie-chat": CauserieChatElement;
  }
  interface DocumentEventMap extends CauserieEventMap {}
  interface HTMLElementEventMap extends CauserieEventMap {}
}
