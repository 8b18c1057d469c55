// The agent API of the contact centre over HTTP, and nothing else of it.

import { Refusal, SignedOut, Unreachable } from "./failure.js";

const ROOT = "/api/v2";
const NOTIFICATIONS = `${ROOT}/notifications`;

/** How long an answer may take, in milliseconds; a file has longer. */
const PATIENCE = 15_000;
const PATIENCE_WITH_FILES = 300_000;

export class Api {
  #account;

  constructor(account) {
    this.#account = account;
  }

  async me() {
    return (await this.#ask("/me")).user;
  }

  /** Begins or ends one's work, or makes one ready for chats or not. */
  work(operationName) {
    return this.#post("/me", { operationName });
  }

  async users() {
    return (await this.#ask("/users")).users;
  }

  async chats() {
    return (await this.#ask("/me/chats")).chats;
  }

  async chat(id) {
    return (await this.#ask(place(id))).chat;
  }

  /** What was said from that index on. */
  async messages(id, index) {
    return (await this.#ask(`${place(id)}/messages?index=${index}`)).messages;
  }

  /** Does something in a chat. */
  act(id, operationName, parameters = {}) {
    return this.#post(place(id), { operationName, ...parameters });
  }

  /** Stores a file to be attached; its `documentId`. */
  async store(file) {
    const path = `/me/documents?name=${encodeURIComponent(file.name)}`;
    const type = file.type || "application/octet-stream";
    const request = { method: "POST", headers: { "Content-Type": type }, body: file };
    return (await this.#ask(path, request, PATIENCE_WITH_FILES)).documentId;
  }

  /** What is in a file that was sent in a chat. */
  async file(id, file) {
    const path = `${ROOT}${place(id)}/files/${encodeURIComponent(file)}`;
    const response = await this.#fetch(path, {}, PATIENCE_WITH_FILES);
    const type = response.headers.get("Content-Type") ?? "";
    if (!response.headers.has("Content-Disposition") && type.startsWith("application/json")) {
      accepted(await json(response));
    }
    return response.blob().catch(fail);
  }

  /** Sends CometD messages and gives the replies. */
  async exchange(messages, { patience = PATIENCE, ...options } = {}) {
    const request = { ...posted(messages), ...options };
    const replies = await json(await this.#fetch(NOTIFICATIONS, request, patience));
    return (Array.isArray(replies) ? replies : [replies]).filter((reply) => reply?.channel);
  }

  #post(path, body) {
    return this.#ask(path, posted(body));
  }

  async #ask(path, request = {}, patience = PATIENCE) {
    return accepted(await json(await this.#fetch(`${ROOT}${path}`, request, patience)));
  }

  async #fetch(path, request, patience) {
    const headers = {
      ...request.headers,
      Authorization: this.#account.authorization,
      // Says that a script asks: the browser is to show no form of its own.
      "X-Requested-With": "XMLHttpRequest",
    };
    const timeout = AbortSignal.timeout(patience);
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    const response = await fetch(path, { ...request, headers, signal, cache: "no-store" }).catch(
      fail,
    );
    if (response.status === 401) throw new SignedOut();
    if (response.status === 413) throw new Refusal(4, "The file is too large.");
    if (response.status >= 500 || response.status === 429) fail(response.status);
    return response;
  }
}

function place(id) {
  return `/me/chats/${encodeURIComponent(id)}`;
}

function posted(body) {
  const headers = { "Content-Type": "application/json" };
  return { method: "POST", headers, body: JSON.stringify(body) };
}

function json(response) {
  return response.json().catch(fail);
}

/** The answer, where it says that all is well. */
function accepted(answer) {
  const code = answer?.statusCode ?? answer?.status;
  if (code !== 0) throw new Refusal(code, answer?.statusMessage);
  return answer;
}

function fail(cause) {
  throw new Unreachable(cause);
}
