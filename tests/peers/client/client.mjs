// The official client, as a page would use it.

import { CometD } from "cometd";
import { AckExtension } from "cometd/AckExtension.js";
import { adapt } from "cometd-nodejs-client";
import { Story } from "./story.mjs";

// Every user has a browser, and every browser its own cookies.
const jars = new Map();
const jar = (request) => {
  const user = request.headers.gms_user;
  return jars.get(user) ?? jars.set(user, new Map()).get(user);
};
const quiet = { debug() {}, info() {}, log() {}, warn() {}, error() {} };
adapt({
  cookies: {
    storeCookie(request, line, done) {
      const [pair] = line.split(";");
      jar(request).set(pair.split("=")[0], pair);
      done();
    },
    retrieveCookies(_, request, done) {
      done(null, [...jar(request).values()]);
    },
  },
});
window.console = quiet;

export class Client {
  /** Every push that came, in order. */
  pushes = new Story();
  /** Every meta reply that came, in order. */
  replies = new Story();
  /** Everything that came, whether somebody listened or not. */
  received = new Story();
  #subscription;

  constructor(link, user, { ack = false } = {}) {
    this.cometd = new CometD();
    for (const transport of ["websocket", "callback-polling"]) {
      this.cometd.unregisterTransport(transport);
    }
    if (ack) {
      this.cometd.registerExtension("ack", new AckExtension());
    }
    const received = (message) => {
      this.received.add(message);
      return message;
    };
    this.cometd.registerExtension("received", { incoming: received });
    this.cometd.configure({
      url: `${link.address}/genesys/cometd`,
      requestHeaders: { gms_user: user },
      backoffIncrement: 100,
      maxBackoff: 500,
    });
    for (const channel of ["/meta/handshake", "/meta/connect", "/meta/disconnect"]) {
      this.cometd.addListener(channel, (reply) => this.replies.add(reply));
    }
  }

  /** Shakes hands and subscribes, now and after every other handshake. */
  async listen() {
    const subscribed = new Promise((resolve) => {
      this.cometd.addListener("/meta/handshake", (reply) => {
        if (reply.successful) {
          const hear = (push) => this.pushes.add(push.data);
          this.#subscription = this.cometd.subscribe("/_genesys", hear, resolve);
        }
      });
    });
    const welcome = await new Promise((resolve) => this.cometd.handshake(resolve));
    return { welcome, subscribed: await subscribed };
  }

  /** Ends the subscription. */
  ignore() {
    return new Promise((resolve) => this.cometd.unsubscribe(this.#subscription, resolve));
  }

  /** The event with that text, once it has come. */
  async hears(text) {
    await this.pushes.until((push) => texts(push).includes(text), `push of "${text}"`);
  }

  /** The texts of all events that have come, in order. */
  get heard() {
    return this.pushes.all.flatMap(texts);
  }

  publish(channel, content) {
    return new Promise((resolve) => this.cometd.publish(channel, content, resolve));
  }

  disconnect() {
    return new Promise((resolve) => this.cometd.disconnect(resolve));
  }
}

function texts(push) {
  return push.message.transcriptToShow.map((event) => event[2]);
}
