// Where the chats of a site with several sub-domains are kept: what `across.js` has in a frame. It does
// for pages of the origins that it is told to trust what their browser would do for each alone, and only
// with names that are Causerie's.

import { tagged } from "./tag.js";

// The same as there.
const VERSION = 1;

const STORAGES = ["local", "session"];

// Origins, of which a host may begin with `*.`.
const { origins = "" } = tagged();
const trusted = origins.split(/\s+/).filter(Boolean).map(trust);

function trust(origin) {
  const [, scheme, below, rest] = /^(https?:\/\/)(\*\.)?([^/]+)\/?$/.exec(origin) ?? [];
  if (!scheme) console.error(`causerie: option \`origins\`: found ${JSON.stringify(origin)}, allowed: origins such as https://shop.example.com or https://*.example.com`);
  return below ? (found) => found.startsWith(scheme) && found.endsWith(`.${rest}`) : (found) => found === scheme + rest;
}

addEventListener("message", ({ data, origin, ports: [port] }) => {
  if (data?.causerie === undefined || !port) return;
  const why = reason(data.causerie, origin);
  if (why) port.postMessage(["refused", why]);
  else new Guest(port);
});

function reason(version, origin) {
  if (version !== VERSION) return "it has another version";
  if (!trusted.some((trusts) => trusts(origin))) return `its \`origins\` do not name ${origin}`;
  if (!navigator.locks || !window.BroadcastChannel) return "this browser has no locks there, as over an open connection (http)";
  try {
    STORAGES.map(storage);
  } catch {
    return "this browser lets it keep nothing";
  }
}

function storage(kind) {
  return window[`${kind}Storage`];
}

const isOurs = (name) => name.startsWith("causerie");

// A page that has this in a frame. What it asks for has a number.
class Guest {
  #port;
  #aborts = new Map();
  #keeps = new Map();
  #channels = new Map();

  constructor(port) {
    this.#port = port;
    port.onmessage = ({ data: [verb, ...content] }) => this[verb](...content);
    addEventListener("storage", ({ key, newValue, storageArea }) => {
      const kind = STORAGES.find((kind) => storage(kind) === storageArea);
      if (key === null) this.all();
      else if (isOurs(key)) this.#say("kept", kind, key, newValue);
    });
    this.all();
  }

  #say(...words) {
    this.#port.postMessage(words);
  }

  all() {
    const entries = (kind) => {
      const kept = storage(kind);
      return Object.keys(kept).filter(isOurs).map((name) => [name, kept.getItem(name)]);
    };
    this.#say("all", { local: entries("local"), session: entries("session") });
  }

  set(kind, name, text) {
    if (!isOurs(name)) return;
    const kept = storage(kind);
    try {
      if (text !== null) return kept.setItem(name, text);
    } catch {
      // A former text would send again what has been sent since.
      this.#say("kept", kind, name, null);
    }
    kept.removeItem(name);
  }

  request(id, name, steal) {
    if (!isOurs(name)) return this.#say("ended", id, "this name is another's");
    const abort = new AbortController();
    this.#aborts.set(id, abort);
    const options = steal ? { steal } : { signal: abort.signal };
    const granted = () => new Promise((keep) => {
      this.#keeps.set(id, keep);
      this.#say("granted", id);
    });
    navigator.locks.request(name, options, granted).then(
      () => this.#end(id),
      ({ message }) => this.#end(id, message),
    );
  }

  #end(id, why) {
    this.#aborts.delete(id);
    this.#keeps.delete(id);
    this.#say("ended", id, why);
  }

  abort(id) {
    this.#aborts.get(id)?.abort();
  }

  keep(id) {
    this.#keeps.get(id)?.();
  }

  async query(id) {
    await navigator.locks.query();
    this.#say("ended", id);
  }

  open(id, name) {
    if (!isOurs(name)) return;
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => this.#say("heard", id, data);
    this.#channels.set(id, channel);
  }

  post(id, text) {
    this.#channels.get(id)?.postMessage(text);
  }

  close(id) {
    this.#channels.get(id)?.close();
    this.#channels.delete(id);
  }
}
