// Where the agent writes.

import { ask } from "./dialog.js";
import { say } from "./element.js";
import { Picker } from "./picker.js";
import { keep, recall } from "./store.js";
import { Typing } from "./typing.js";

export class Composer {
  #parts;
  #chat;
  #desk;
  #picker;
  #typing;
  #typesAside = false;
  #hadConsultant = false;

  constructor(parts, chat, desk, answers) {
    this.#parts = parts;
    this.#chat = chat;
    this.#desk = desk;
    this.#typing = new Typing((starts) => this.#tell(starts));
    const names = () => ({ customer: chat.customer, agent: chat.self });
    this.#picker = new Picker(parts, answers, names, (text) => this.#insert(text));
    const { composer, text, aside, address, file } = parts;
    composer.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#send();
    });
    text.addEventListener("keydown", (event) => this.#press(event));
    text.addEventListener("input", () => this.#write());
    text.addEventListener("paste", (event) => {
      // A picture of a copied text is not what is meant.
      if (event.clipboardData.getData("text/plain") === "") this.#take(event, event.clipboardData);
    });
    composer.addEventListener("dragover", (event) => event.preventDefault());
    composer.addEventListener("drop", (event) => this.#take(event, event.dataTransfer));
    aside.addEventListener("change", () => this.#turn());
    [text.value, aside.checked] = recall("sessionStorage", this.#key) ?? ["", false];
    address.addEventListener("click", () => this.#askAddress());
    file.addEventListener("change", () => {
      this.#attach([...file.files]);
      file.value = "";
    });
  }

  focus() {
    this.#parts.text.focus();
  }

  /** Nothing that was begun is needed any more. */
  forget() {
    keep("sessionStorage", this.#key, undefined);
  }

  openAnswers() {
    if (this.#chat.isLive) this.#picker.open();
  }

  draw() {
    const chat = this.#chat;
    const { composer, text, aside, send, address, file } = this.#parts;
    this.#follow();
    if (chat.isUnseen) aside.checked = true;
    aside.disabled = chat.isUnseen;
    composer.classList.toggle("aside", aside.checked);
    say(send, aside.checked ? "Send to colleagues" : "Send");
    text.placeholder = aside.checked
      ? "Write to colleagues; the customer does not see it"
      : `Write to ${chat.customer}`;
    address.hidden = !chat.can("SendUrl");
    file.parentElement.hidden = !chat.can("AddAttachment");
  }

  get #isAside() {
    return this.#parts.aside.checked;
  }

  /**
   * With a consultant one talks first, so nothing goes to the customer by mistake. Nothing that
   * was written for colleagues ever becomes a message for the customer by itself.
   */
  #follow() {
    const hasConsultant = this.#chat.isUnseen || Boolean(this.#chat.consultant);
    if (hasConsultant === this.#hadConsultant) return;
    this.#hadConsultant = hasConsultant;
    const { aside, text } = this.#parts;
    if (hasConsultant || text.value === "") aside.checked = hasConsultant;
    this.#keep();
  }

  #press(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.#send();
  }

  #write() {
    if (this.#parts.text.value === "") this.#typing.stop();
    else this.#typing.touch();
    this.#keep();
  }

  /** What was begun outlives a reload, together with whom it is for. */
  #keep() {
    const { text, aside } = this.#parts;
    const draft = text.value === "" ? undefined : [text.value, aside.checked];
    keep("sessionStorage", this.#key, draft);
  }

  get #key() {
    return `desk.draft.${this.#chat.id}`;
  }

  /** Those who were told that the agent types are told that it has stopped. */
  #tell(starts) {
    if (starts) this.#typesAside = this.#isAside;
    this.#desk.type(this.#chat, starts, this.#typesAside);
  }

  #turn() {
    this.#typing.stop();
    this.#keep();
    this.#desk.changed();
  }

  #send() {
    const { text } = this.#parts;
    const words = text.value.trim();
    if (words === "" || !this.#chat.isLive) return;
    this.#typing.stop();
    text.value = "";
    this.#keep();
    this.#desk.say(this.#chat, words, this.#isAside);
  }

  #insert(words) {
    const { text } = this.#parts;
    text.focus();
    const before = text.value.slice(0, text.selectionStart);
    const gap = before === "" || /\s$/.test(before) ? "" : " ";
    text.setRangeText(gap + words, text.selectionStart, text.selectionEnd, "end");
    this.#write();
  }

  #take(event, data) {
    const files = [...(data?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    this.#attach(files);
  }

  #attach(files) {
    if (!this.#chat.can("AddAttachment")) return;
    for (const file of files) this.#desk.attach(this.#chat, file);
  }

  async #askAddress() {
    const words = "The customer gets a link to it.";
    const check = (text) => (web(text) ? "" : "This is not the address of a web page.");
    const question = { title: "Send an address", words, label: "Address", yes: "Send", check };
    const text = await ask(question);
    if (text) await this.#desk.act(this.#chat, "SendUrl", { url: web(text) });
    this.focus();
  }
}

/** The address of a web page, or undefined; whoever leaves out the scheme means https. */
function web(text) {
  const whole = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(whole)) return undefined;
  const { protocol, hostname, href } = new URL(whole);
  const isWeb = ["http:", "https:"].includes(protocol) && hostname.includes(".");
  return isWeb || hostname === "localhost" ? href : undefined;
}
