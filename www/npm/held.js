// A chat without an interface, from the outside. This comes with the wasm, as `mounted.js` does
// with that of the widget: it is part of the same file as the glue and `glued.js`, and uses what
// both declare.

/** One chat in motion. What it throws is text, a name and a sentence. */
export class Held {
  #number;
  #alive = new AbortController();

  /** Sets one in motion; tells `failed` what kills it in the midst of something. */
  constructor(target, options, failed) {
    this.#number = chat(target, json(options));
    watch(failed, this.#alive.signal);
  }

  /** Carries out a command. */
  run(name, argument) {
    chat_command(this.#number, name, json(argument));
  }

  /** Sends a file. */
  attach(file) {
    chat_attach(this.#number, file);
  }

  /** What is to be seen now. */
  view() {
    return chat_view(this.#number);
  }

  /** Ends everything that it listens to and waits for. */
  destroy() {
    this.#alive.abort();
    try {
      this.run("destroy");
    } catch {
      // It failed before, and takes with it what it held.
    }
  }
}
