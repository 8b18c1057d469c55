// A chat without an interface.

import { Refusal, ignore, refused } from "./refusal.js";
import { forget, load } from "./session.js";

const ABSENT = "Absent:the chat was destroyed";

const NONE = Object.freeze([]);

// What is to be seen where there is nothing to be seen.
const NOTHING = Object.freeze({
  stage: "absent",
  rows: NONE,
  agents: NONE,
  typing: NONE,
  connection: "good",
  canSend: false,
  draft: "",
  files: null,
});

/** A chat without an interface; on a server there is the name and no more. */
export class Chat extends (globalThis.EventTarget ?? Object) {
  #options;
  #holding;
  #held;
  #over = false;

  /** Brings the wasm, and the chat that this tab holds, if there is one. */
  constructor(options) {
    super();
    this.#options = { ...options };
    this.#hold().catch(ignore);
  }

  /** What is to be seen now: the same object for as long as nothing else is. */
  get view() {
    try {
      return this.#try(() => this.#held?.view()) ?? NOTHING;
    } catch {
      return NOTHING;
    }
  }

  async open(answers) {
    await this.#ask("open", answers);
    await this.#begun();
    if (!this.#held) throw refused(ABSENT);
  }

  send(text) {
    return this.#ask("send", text);
  }

  typing(text) {
    return this.#ask("typing", text);
  }

  end() {
    return this.#ask("end");
  }

  tell(remark) {
    return this.#ask("tell", remark);
  }

  async set(options = {}) {
    const fixed = Object.keys(options).find((name) => name !== "userData");
    if (fixed) throw new Refusal("Argument", `option \`${fixed}\` cannot change while the chat is at work`);
    const all = { ...this.#options, ...options };
    await this.#ask("set", all);
    this.#options = all;
  }

  retry(key) {
    return this.#ask("retry", key);
  }

  discard(key) {
    return this.#ask("discard", key);
  }

  async attach(file) {
    if (!(file instanceof File)) throw new Refusal("Argument", "argument `file`: allowed: a File");
    await this.#do((held) => held.attach(file));
  }

  download(key) {
    return this.#ask("download", key);
  }

  remove(key) {
    return this.#ask("remove", key);
  }

  seen(seen = true) {
    return this.#ask("seen", seen);
  }

  tryAgain() {
    return this.#ask("tryAgain");
  }

  on(name, heard) {
    this.addEventListener(`causerie:${name}`, heard);
    return () => this.off(name, heard);
  }

  off(name, heard) {
    this.removeEventListener(`causerie:${name}`, heard);
  }

  async destroy() {
    if (this.#over) return;
    this.#over = true;
    this.#drop();
    this.#tell("changed", {});
  }

  // Until then, it is not certain that no other tab holds a chat.
  #begun() {
    return new Promise((resolve) => {
      const look = () => {
        if (/form|ended/.test(this.view.stage)) return;
        off();
        resolve();
      };
      const off = this.on("changed", look);
      look();
    });
  }

  #ask(name, argument) {
    return this.#do((held) => held.run(name, argument));
  }

  async #do(deed) {
    if (this.#over) throw refused(ABSENT);
    await this.#hold();
    if (!this.#held) throw refused(ABSENT);
    this.#try(() => deed(this.#held));
  }

  #try(deed) {
    try {
      return deed();
    } catch (thrown) {
      throw this.#judge(thrown);
    }
  }

  // What failed in the midst of something is not to be used again.
  #judge(thrown) {
    const refusal = refused(thrown);
    if (refusal.name === "FailedError") this.#fail(refusal);
    return refusal;
  }

  #hold() {
    return (this.#holding ??= this.#bring());
  }

  async #bring() {
    try {
      const { Held } = await load();
      if (this.#over) throw ABSENT;
      this.#held = new Held(this, this.#options, (cause) => this.#judge(cause));
    } catch (thrown) {
      const refusal = refused(thrown);
      if (!this.#over) this.#fail(refusal);
      throw refusal;
    }
    this.#tell("ready", {});
    this.#tell("changed", {});
  }

  #fail({ name, message, cause }) {
    if (name === "FailedError") forget();
    console.error(message, cause ?? "");
    this.#drop();
    this.#tell("error", { kind: "widget", name, message });
    this.#tell("changed", {});
  }

  #drop() {
    this.#held?.destroy();
    this.#held = this.#holding = undefined;
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(`causerie:${name}`, { detail }));
  }
}
