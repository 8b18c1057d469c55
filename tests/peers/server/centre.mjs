// The least of a contact centre that gives a Bayeux library something to say: the operations of
// GMS Chat API Version 1 that a chat told over CometD needs, and an agent who does what a test
// says.
//
// The chats are kept in a file, so that a server that was killed can be started again.

import { randomUUID } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";

/** Where the library is to be found. */
export const ENDPOINT = "/genesys/cometd";

/** How long the library shall hold a connect, in milliseconds. */
export const TIMEOUT = 3000;

const CHANNEL = "/_genesys";
const SERVICES = "/genesys/1/service/";
const NOTE = { message: `Messages will sent over CometD service channel ${CHANNEL}` };

/**
 * Serves as the command line says: the file of the chats, and the port, without which any will
 * do. Prints the address, and ends with its standard input.
 *
 * The library is an object with `handle(request, response)`, `publish(channel, data)`, `sessions`
 * (the ids of those who listen), and `forget()`, after which it knows no session.
 */
export function serve(library) {
  const [file, port = "0"] = process.argv.slice(2);
  const centre = new Centre(library, file);
  const server = createServer((request, response) => centre.answer(request, response));
  server.listen(Number(port), "127.0.0.1", () => {
    console.log(`http://127.0.0.1:${server.address().port}`);
  });
  process.stdin.on("end", () => process.exit()).resume();
}

class Centre {
  #library;
  #file;
  /** By the service's id. */
  #chats = new Map();
  /** The channel of every Bayeux message that came. */
  #heard = [];
  /** The responses of connects that were not answered yet. */
  #held = new Set();

  constructor(library, file) {
    this.#library = library;
    this.#file = file;
    if (existsSync(file)) {
      this.#chats = new Map(JSON.parse(readFileSync(file, "utf8")));
    }
  }

  async answer(request, response) {
    const { pathname, searchParams } = new URL(request.url, "http://centre");
    if (pathname === ENDPOINT) {
      // Before anything is waited for, as the library has to hear the body from its beginning.
      return this.#converse(request, response);
    }
    const text = await textOf(request);
    const [status, body] = pathname.startsWith(SERVICES)
      ? this.#operate(request, pathname.slice(SERVICES.length), fieldsOf(searchParams, text))
      : this.#control(pathname, text);
    this.#keep();
    response.writeHead(status, { "content-type": "application/json" });
    response.end(body === undefined ? "" : JSON.stringify(body));
  }

  /** "All HTTP headers must include the gms_user header." */
  #converse(request, response) {
    if (request.headers.gms_user === undefined) {
      return response.writeHead(400).end();
    }
    textOf(request).then((text) => {
      const channels = [JSON.parse(text)].flat().map((message) => message.channel);
      this.#heard.push(...channels);
      if (channels.includes("/meta/connect") && !response.writableEnded) {
        this.#held.add(response);
        response.on("close", () => this.#held.delete(response));
      }
    });
    this.#library.handle(request, response);
  }

  #operate(request, path, fields) {
    const [service, ...rest] = path.split("/");
    const operation = rest.join("/");
    if (request.method !== "POST" || request.headers.gms_user === undefined) {
      return [400];
    }
    if (service === "request-chat") {
      return [200, { _id: this.#create() }];
    }
    const chat = this.#chats.get(service);
    if (chat === undefined) {
      return [404];
    }
    if (operation !== "ixn/chat" && chat.visitor === undefined) {
      return [503];
    }
    switch (operation) {
      case "ixn/chat":
        return this.#start(chat, fields);
      case "ixn/chat/refresh":
        return this.#refresh(chat, fields);
      case "ixn/chat/startTyping":
        return this.#type(chat, "Notice.TypingStarted");
      case "ixn/chat/stopTyping":
        return this.#type(chat, "Notice.TypingStopped");
      case "ixn/chat/disconnect":
        return this.#disconnect(chat);
      default:
        return [404];
    }
  }

  #create() {
    const service = randomUUID();
    this.#chats.set(service, { service, session: randomUUID(), began: Date.now(), events: [], told: 1 });
    return service;
  }

  #start(chat, { notify_by, firstName = "", lastName = "" }) {
    if (notify_by !== "comet") {
      return [415];
    }
    chat.visitor = firstName + lastName.charAt(0);
    this.#push(chat);
    return [200, NOTE];
  }

  #refresh(chat, { message, transcriptPosition = chat.told }) {
    if (message !== undefined) {
      happen(chat, "Message.Text", chat.visitor, message, "CLIENT");
    }
    this.#push(chat, Number(transcriptPosition));
    return [200, NOTE];
  }

  #type(chat, kind) {
    happen(chat, kind, chat.visitor, "", "CLIENT");
    this.#push(chat);
    return [200, NOTE];
  }

  #disconnect(chat) {
    const transcriptPosition = String(last(chat));
    happen(chat, "Notice.Left", chat.visitor, "has left the session", "CLIENT");
    const chatServiceMessage = "Chat was finished";
    return [200, { chatIxnState: "DISCONNECTED", transcriptPosition, chatServiceMessage }];
  }

  /** Tells everything behind a position, or what was not told before. */
  #push(chat, after = chat.told) {
    const message = {
      chatIxnState: "TRANSCRIPT",
      chatSessionId: chat.session,
      transcriptPosition: String(last(chat)),
      chatServiceMessage: "Chat service is available",
      startedAt: new Date(chat.began).toISOString().replace(/\.\d+/, ""),
      transcriptToShow: chat.events.slice(after - 1),
    };
    const tag = `service.chat.refresh.${chat.service}`;
    this.#library.publish(CHANNEL, { id: chat.session, message, tag });
    chat.told = last(chat);
  }

  /** What the test wants to know, or to happen. */
  #control(path, text) {
    switch (path) {
      case "/control/state":
        return [200, this.#state()];
      case "/control/join":
        return this.#act("Notice.Joined", "has joined the session");
      case "/control/type":
        return this.#act("Notice.TypingStarted", "");
      case "/control/say":
        return this.#act("Message.Text", text);
      case "/control/leave":
        return this.#act("Notice.Left", "has left the session");
      case "/control/cut":
        return this.#cut();
      case "/control/forget":
        this.#library.forget();
        return this.#cut();
      default:
        return [404];
    }
  }

  #state() {
    return {
      transcript: this.#latest()?.events ?? [],
      heard: this.#heard,
      held: this.#held.size,
      sessions: this.#library.sessions.size,
    };
  }

  #act(kind, text) {
    const chat = this.#latest();
    happen(chat, kind, "Ann", text, "AGENT");
    this.#push(chat);
    return [200];
  }

  /** Breaks the connections of all connects that are held. */
  #cut() {
    this.#held.forEach((response) => response.destroy());
    return [200];
  }

  #latest() {
    return [...this.#chats.values()].at(-1);
  }

  #keep() {
    writeFileSync(this.#file, JSON.stringify([...this.#chats]));
  }
}

/** `[event type, nickname, text, seconds since the start, type of user]`, all text. */
function happen(chat, kind, nickname, text, user) {
  const seconds = Math.floor((Date.now() - chat.began) / 1000);
  chat.events.push([kind, nickname, text, String(seconds), user]);
}

/** The first position is the visitor's own joining, which is never listed. */
function last(chat) {
  return chat.events.length + 1;
}

function fieldsOf(query, form) {
  return Object.fromEntries([...query, ...new URLSearchParams(form)]);
}

function textOf(request) {
  return new Promise((resolve, reject) => {
    const bytes = [];
    request.on("data", (some) => bytes.push(some));
    request.on("end", () => resolve(Buffer.concat(bytes).toString()));
    request.on("error", reject);
  });
}
