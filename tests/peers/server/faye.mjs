// Faye, a Bayeux server of another descent.

import faye from "faye";
import { ENDPOINT, serve, TIMEOUT } from "./centre.mjs";

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
    this.#server.getClient().publish(channel, data);
  }

  forget() {
    this.#server?.close();
    this.sessions.clear();
    this.#server = new faye.NodeAdapter({ mount: ENDPOINT, timeout: TIMEOUT / 1000 });
    // Those who shake hands would be one more: the server's own client.
    this.#server.on("subscribe", (id) => this.sessions.add(id));
    this.#server.on("disconnect", (id) => this.sessions.delete(id));
  }
}

serve(new Library());
