// One chat on all sub-domains of a site. Browsers keep things for one origin, and let tabs of one origin
// meet: so all of that is done at one address, by a page that stands in a frame here (`homing.js`). A file
// of its own, for pages that want that.

// Raised when the two say something else to each other.
const VERSION = 1;

// By that the glue finds it.
const KEY = Symbol.for("causerie");

// How long the frame may take, in milliseconds.
const PATIENCE = 5000;

// What says here that a chat is kept there, to those who look for one.
const SIGN = " elsewhere";

/**
 * Has all widgets of this page keep their chats at that address, and meet other tabs there. To be called
 * before any of them is loaded. Where nobody answers there, chats are this origin's own. On a server it does
 * nothing.
 */
export function across(home) {
  if (!globalThis.document) return;
  const address = read(home);
  if (!address) return refuse(home);
  if (address.origin === location.origin) return;
  if (globalThis[KEY]) return console.error("causerie: `across` comes too late, or twice");
  let line;
  const far = (globalThis[KEY] = {
    window,
    BroadcastChannel: class {
      constructor(name) {
        return line ? new Channel(line, name) : new BroadcastChannel(name);
      }
    },
  });
  far.causerieMet = meet(address).then(
    (met) => {
      line = met;
      far.window = new Page(line);
      if (line.chats()) wake();
    },
    (why) => {
      signs([]);
      console.error(`causerie: \`across\`: ${why}. Chats are kept for ${location.origin} alone.`);
    },
  );
}

function read(home) {
  try {
    const address = new URL(home, location);
    return /^https?:$/.test(address.protocol) && address;
  } catch {
    // It is no address.
  }
}

function refuse(home) {
  const found = JSON.stringify(home) ?? "nothing";
  console.error(`causerie: option \`across\`, \`home\`: found ${found}, allowed: the address of a page`);
}

// Brings that page, and a line to it.
function meet({ href, origin }) {
  const frame = Object.assign(document.createElement("iframe"), { src: href, title: "causerie", tabIndex: -1 });
  frame.setAttribute("aria-hidden", true);
  frame.style.display = "none";
  const { port1: near, port2: there } = new MessageChannel();
  return new Promise((resolve, reject) => {
    const fail = (why) => {
      frame.remove();
      reject(why);
    };
    const timer = setTimeout(() => fail(`nobody answers at ${href}`), PATIENCE);
    near.onmessage = ({ data: [verb, content] }) => {
      clearTimeout(timer);
      if (verb === "all") resolve(new Line(near, content));
      else fail(`${href} refuses: ${content}`);
    };
    frame.addEventListener("load", () => frame.contentWindow.postMessage({ causerie: VERSION }, origin, [there]), { once: true });
    // Pages may exchange their body.
    document.documentElement.append(frame);
  });
}

// Widgets that have looked for a chat before it was known that there is one look again.
function wake() {
  for (const chat of document.querySelectorAll("causerie-chat")) {
    const { parentNode, nextSibling, shadowRoot } = chat;
    if (!shadowRoot?.querySelector(".launcher") || shadowRoot.querySelector("[aria-busy=true]")) continue;
    const { activeElement } = shadowRoot;
    chat.destroy();
    parentNode.insertBefore(chat, nextSibling);
    if (activeElement) shadowRoot.querySelector(".launcher").focus();
  }
}

// What is said to the frame, and what it says.
class Line {
  #port;
  // What is kept there, by kind of storage.
  #kept;
  // Who waits for a lock, and who listens on a channel.
  #waiting = new Map();
  #channels = new Map();
  #count = 0;
  #renewed = () => {};

  constructor(port, kept) {
    this.#port = port;
    port.onmessage = ({ data: [verb, ...content] }) => this[verb](...content);
    this.all(kept);
  }

  tell(...words) {
    this.#port.postMessage(words);
  }

  /** Whether a chat is kept there. */
  chats() {
    return Object.values(this.#kept).some((all) => [...all.keys()].some(isChat));
  }

  /** What is kept under that name. */
  get(kind, name) {
    return this.#kept[kind].get(name) ?? null;
  }

  /** Keeps it there. */
  set(kind, name, text) {
    this.kept(kind, name, text);
    this.tell("set", kind, name, text);
  }

  /** Asks for everything anew, since nothing was heard for a while. */
  renew(then) {
    this.#renewed = then;
    this.tell("all");
  }

  /** A lock, as the browser has them. */
  request(name, { steal = false, signal }, granted) {
    const id = ++this.#count;
    signal?.addEventListener("abort", () => this.tell("abort", id));
    this.tell("request", id, name, steal);
    return this.#ending(id, async () => signal?.aborted || granted());
  }

  /** Resolves once everything is told that was to be told of locks. */
  query() {
    const id = ++this.#count;
    this.tell("query", id);
    return this.#ending(id);
  }

  #ending(id, granted) {
    return new Promise((resolve, reject) => this.#waiting.set(id, { granted, resolve, reject }));
  }

  /** Opens a channel; what is heard on it goes to `hear`. Returns its number. */
  open(name, hear) {
    const id = ++this.#count;
    this.#channels.set(id, hear);
    this.tell("open", id, name);
    return id;
  }

  close(id) {
    this.#channels.delete(id);
    this.tell("close", id);
  }

  // What the frame says.

  all({ local, session }) {
    this.#kept = { local: new Map(local), session: new Map(session) };
    signs([...this.#kept.local.keys(), ...this.#kept.session.keys()]);
    this.#renewed();
    this.#renewed = () => {};
  }

  kept(kind, name, text) {
    if (text === null) this.#kept[kind].delete(name);
    else this.#kept[kind].set(name, text);
    const isKept = Object.values(this.#kept).some((all) => all.has(name));
    sign(name, isKept);
  }

  // It is had as long as the wasm has it.
  async granted(id) {
    await this.#waiting.get(id).granted();
    this.tell("keep", id);
  }

  ended(id, why) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (why === undefined) resolve();
    else reject(new DOMException(why, "AbortError"));
  }

  heard(id, data) {
    this.#channels.get(id)?.(data);
  }
}

// What the wasm has in the place of the page's window.
class Page extends EventTarget {
  document = document;
  performance = performance;
  #line;

  constructor(line) {
    super();
    this.#line = line;
    this.navigator = {
      locks: line,
      get onLine() {
        return navigator.onLine;
      },
    };
    this.localStorage = new Kept(line, "local");
    this.sessionStorage = new Kept(line, "session");
    // Meanwhile another page may have gone on with the chat.
    addEventListener("pageshow", ({ persisted }) => persisted && line.renew(() => this.#return()));
  }

  // Whether there are channels.
  get BroadcastChannel() {
    return Channel;
  }

  #return() {
    this.dispatchEvent(Object.assign(new Event("pageshow"), { persisted: true }));
  }

  addEventListener(kind, ...more) {
    if (kind === "pageshow") super.addEventListener(kind, ...more);
    else addEventListener(kind, ...more);
  }

  removeEventListener(kind, ...more) {
    if (kind === "pageshow") super.removeEventListener(kind, ...more);
    else removeEventListener(kind, ...more);
  }
}

class Kept {
  #line;
  #kind;

  constructor(line, kind) {
    this.#line = line;
    this.#kind = kind;
  }

  getItem(name) {
    return this.#line.get(this.#kind, name);
  }

  setItem(name, text) {
    this.#line.set(this.#kind, name, text);
  }

  removeItem(name) {
    this.#line.set(this.#kind, name, null);
  }
}

class Channel extends EventTarget {
  #line;
  #id;

  constructor(line, name) {
    super();
    this.#line = line;
    this.#id = line.open(name, (data) => this.dispatchEvent(new MessageEvent("message", { data })));
  }

  postMessage(text) {
    this.#line.tell("post", this.#id, text);
  }

  close() {
    this.#line.close(this.#id);
  }
}

// How the window stands is no chat.
const isChat = (name) => name.startsWith("causerie:") && !name.startsWith("causerie:open ");
const isSign = (name) => isChat(name) && name.endsWith(SIGN);

function signs(names) {
  try {
    for (const name of Object.keys(sessionStorage).filter(isSign)) sessionStorage.removeItem(name);
  } catch {
    // Nothing may be kept here, and nothing is looked for.
  }
  for (const name of names) sign(name, true);
}

function sign(name, isKept) {
  if (!isChat(name)) return;
  try {
    if (isKept) sessionStorage.setItem(name + SIGN, "");
    else sessionStorage.removeItem(name + SIGN);
  } catch {
    // Nothing may be kept here, or it is full: then the next page opens no window by itself.
  }
}
