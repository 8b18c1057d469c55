// News over CometD by long polling: one session, and one connect at a time.

import { SignedOut, Unreachable } from "./failure.js";

const CONNECT = "/meta/connect";
const HANDSHAKE = "/meta/handshake";
const SUBSCRIBE = "/meta/subscribe";

/** How long a connect is held unless advised otherwise, and may be at most. */
const HELD = 60_000;
const LONGEST_HELD = 600_000;
/** So much later than that its answer may come. */
const DELAY = 10_000;
/** The wait after the first failure; it doubles with each further one, up to the longest. */
const WAIT = 500;
const LONGEST_WAIT = 30_000;
/** A connect that is answered sooner than this with nothing was not held. */
const HASTE = 250;

/** The session is gone; another one may be begun. */
class Forgotten extends Error {}

/** The contact centre wants no session of ours. */
class Barred extends Error {
  constructor(cause) {
    super("The contact centre sends no news to this desk.", { cause });
  }
}

/**
 * Calls `hear(channel, data)` for everything that is published to the channels.
 *
 * Before a session's first connect, and before the first one after a failure, `resume()` is
 * awaited: what was missed meanwhile is to be read there. Then comes `up()`; `down(error)` comes
 * with every failure, and `closed(error)` when there is no point in going on.
 */
export class Feed {
  #api;
  #channels;
  #hooks;
  #client;
  /** The last batch that has arrived, for the ack extension. */
  #batch = 0;
  #ids = 0;
  #advice = {};
  #failures = 0;
  #stopped = new AbortController();
  #wake = () => {};

  constructor(api, channels, hooks) {
    this.#api = api;
    this.#channels = channels;
    this.#hooks = hooks;
  }

  async run() {
    while (!this.#isStopped) {
      try {
        await this.#round();
      } catch (error) {
        if (this.#isStopped) return;
        if (error instanceof SignedOut || error instanceof Barred) {
          this.#hooks.closed(error);
          return;
        }
        await this.#fail(error);
      }
    }
  }

  /** Does not wait any longer for another try. */
  retry() {
    this.#wake();
  }

  stop() {
    this.#stopped.abort();
    this.#wake();
    if (!this.#client) return;
    const goodbye = this.#message("/meta/disconnect");
    // Nobody is left to be told whether it was heard.
    this.#api.exchange([goodbye], { keepalive: true }).catch(() => {});
  }

  get #isStopped() {
    return this.#stopped.signal.aborted;
  }

  async #round() {
    const begins = !this.#client;
    if (begins) {
      await this.#shakeHands();
      await this.#subscribe();
    }
    const resumes = begins || this.#failures > 0;
    if (resumes) await this.#hooks.resume();
    await this.#connect(resumes);
    if (resumes) {
      this.#failures = 0;
      this.#hooks.up();
    }
    await this.#pause(this.#interval);
  }

  async #fail(error) {
    this.#failures += 1;
    if (!(error instanceof Unreachable || error instanceof Forgotten)) console.error(error);
    this.#hooks.down(error);
    // A session that was forgotten once is begun anew at once; a second time in a row, not so.
    const steps = this.#failures - (error instanceof Forgotten ? 2 : 1);
    const wait = steps < 0 ? 0 : Math.min(WAIT * 2 ** steps, LONGEST_WAIT);
    await this.#pause(Math.max(wait * (0.8 + 0.4 * Math.random()), this.#interval));
  }

  async #shakeHands() {
    this.#advice = {};
    this.#batch = 0;
    const reply = await this.#tell(HANDSHAKE, {
      version: "1.0",
      minimumVersion: "1.0",
      supportedConnectionTypes: ["long-polling"],
      ext: { ack: true },
    });
    if (!reply.successful || !reply.clientId) refuse(reply);
    this.#client = reply.clientId;
  }

  async #subscribe() {
    for (const subscription of this.#channels) {
      const reply = await this.#tell(SUBSCRIBE, { subscription });
      if (!reply.successful) this.#lose(reply);
    }
  }

  /** One connect; `atOnce` asks for an answer without waiting for news. */
  async #connect(atOnce) {
    const begun = performance.now();
    const fields = { connectionType: "long-polling", ext: { ack: this.#batch } };
    if (atOnce) fields.advice = { timeout: 0 };
    const patience = (atOnce ? 0 : this.#held) + DELAY;
    const { reply, news } = await this.#send(CONNECT, fields, patience);
    if (!reply.successful) this.#lose(reply);
    if (Number.isInteger(reply.ext?.ack)) this.#batch = reply.ext.ack;
    if (reply.advice?.reconnect === "handshake") this.#lose(reply);
    const took = performance.now() - begun;
    if (!atOnce && news === 0 && took < HASTE) await this.#pause(WAIT);
  }

  /** A message whose reply is all that matters. */
  async #tell(channel, fields) {
    return (await this.#send(channel, fields)).reply;
  }

  /** Sends one message, hears what comes with its reply, and gives that. */
  async #send(channel, fields, patience) {
    const signal = this.#stopped.signal;
    const message = this.#message(channel, fields);
    const replies = await this.#api.exchange([message], { patience, signal });
    const reply = replies.find((one) => one.channel === channel && "successful" in one);
    if (!reply) throw new Unreachable(`no reply on ${channel}`);
    if (reply.advice) this.#advice = reply.advice;
    const told = replies.filter((one) => !one.channel.startsWith("/meta/") && "data" in one);
    for (const { channel, data } of told) this.#hear(channel, data);
    return { reply, news: told.length };
  }

  #message(channel, fields = {}) {
    const session = channel === HANDSHAKE ? {} : { clientId: this.#client };
    this.#ids += 1;
    return { channel, id: String(this.#ids), ...session, ...fields };
  }

  /** One message that cannot be understood takes no other with it. */
  #hear(channel, data) {
    try {
      this.#hooks.hear(channel, typeof data === "string" ? JSON.parse(data) : data);
    } catch (error) {
      console.error(error);
    }
  }

  /** The session has come to its end, or will after some more failures. */
  #lose(reply) {
    const isUnknown = /^40[123]:/.test(reply.error ?? "");
    if (reply.advice?.reconnect === "handshake" || (isUnknown && !reply.advice)) {
      this.#client = undefined;
      throw new Forgotten(reply.error);
    }
    refuse(reply);
  }

  get #interval() {
    return within(this.#advice.interval, 0, 0, HELD);
  }

  get #held() {
    return within(this.#advice.timeout, HELD, 0, LONGEST_HELD);
  }

  #pause(milliseconds) {
    if (milliseconds <= 0 || this.#isStopped) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function refuse(reply) {
  if (reply.advice?.reconnect === "none") throw new Barred(reply.error);
  throw new Unreachable(reply.error);
}

function within(value, otherwise, least, most) {
  return Number.isFinite(value) ? Math.min(Math.max(value, least), most) : otherwise;
}
