// When to tell that the agent types.

/** No key for so long, in milliseconds: not typing. */
const PAUSE = 3000;

/** Calls `tell(true)` with the first key and `tell(false)` when no more come. */
export class Typing {
  #tell;
  #timer;

  constructor(tell) {
    this.#tell = tell;
  }

  touch() {
    if (this.#timer === undefined) this.#tell(true);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.stop(), PAUSE);
  }

  stop() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#tell(false);
  }
}
