// A line to the emulator that can be cut.

import net from "node:net";

export class Link {
  #server;
  #target;
  #pairs = new Set();
  #isCut = false;
  #losing;

  /** A link to a server's address. */
  static async to(target) {
    const link = new Link();
    link.#target = { host: target.hostname, port: Number(target.port) };
    link.#server = net.createServer((near) => link.#join(near));
    await new Promise((resolve) => link.#server.listen(0, "127.0.0.1", resolve));
    return link;
  }

  /** Where the server is, without the link. */
  get target() {
    return `http://${this.#target.host}:${this.#target.port}`;
  }

  /** Where this end of it is. */
  get address() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Breaks every connection, and every one that is tried. */
  cut() {
    this.#isCut = true;
    this.#pairs.forEach(broken);
  }

  /** Lets connections through again. */
  mend() {
    this.#isCut = false;
    this.#losing = undefined;
  }

  /** Breaks the connection on which the server says that next, and loses it. */
  loseNext(words) {
    this.#losing = words;
  }

  #join(near) {
    near.on("error", () => {});
    if (this.#isCut) {
      near.destroy();
      return;
    }
    const far = net.connect(this.#target);
    const pair = [near, far];
    this.#pairs.add(pair);
    far.on("error", () => broken(pair));
    far.on("close", () => broken(pair));
    near.on("close", () => {
      broken(pair);
      this.#pairs.delete(pair);
    });
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => this.#hand(bytes, pair));
  }

  #hand(bytes, pair) {
    if (this.#losing !== undefined && bytes.includes(this.#losing)) {
      this.#losing = undefined;
      broken(pair);
    } else {
      pair[0].write(bytes);
    }
  }
}

function broken(pair) {
  pair.forEach((socket) => socket.destroy());
}
