// The official server for Node.js, with its acknowledgements.

import cometd from "cometd-nodejs-server";
import acknowledgement from "cometd-nodejs-server/ack-extension.js";
import { serve, TIMEOUT } from "./centre.mjs";

class Library {
  sessions = new Set();
  #server;

  constructor() {
    this.forget();
  }

  handle(request, response) {
    this.#server.handle(request, response);
  }

  publish(channel, data) {
    this.#server.createServerChannel(channel).publish(null, data);
  }

  forget() {
    this.#server?.close();
    this.sessions.clear();
    this.#server = cometd.createCometDServer({ timeout: TIMEOUT });
    this.#server.addExtension(new acknowledgement.AcknowledgedMessagesExtension());
    this.#server.addListener("sessionAdded", (session) => this.sessions.add(session.id));
    this.#server.addListener("sessionRemoved", (session) => this.sessions.delete(session.id));
  }
}

serve(new Library());
