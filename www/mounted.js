// The widget at work, from the outside. This comes with the wasm: it is part of the same file as
// the glue, `glued.js`, `speak.js` and `early.js`, and uses what all declare.

// What may change while the widget is at work.
const LIVE = /^(language|words|locale|dir|theme|title|launcher|contactUrl|userData)$/;

// What a window may have more than others, by options and what is in them; that a page says such a
// word elsewhere does no harm.
const MORE = /inline|markdown|rating|resizable|popOut|pattern|Length/;

// Attributes of any element, which are no options; and what the wasm need not know.
const COMMON = /^(id|class|style|slot|part|hidden|lang|role|tabindex|(data|aria|on)[A-Z].*|on.*|inline|markdown|rating|resizable|popOut)$/;

// Whether the window is open is no option for long.
function rest({ open, ...options }) {
  return Object.fromEntries(Object.entries(options).filter(([name]) => !COMMON.test(name)));
}

/** One widget in its place on the page. What it throws is text, a name and a sentence. */
export class Mounted {
  // The menu goes by `host`, `options`, `words` and `signal`.
  #number;
  #opened = false;
  #alive = new AbortController();

  /** Puts a widget at `place`, in `host`; tells `failed` what kills it in the midst of something. */
  constructor(host, place, options, failed) {
    const { signal } = this.#alive;
    this.signal = signal;
    const hear = (event) => this.#hear(event);
    for (const name of ["causerie:opened", "causerie:closed", "causerie:message", "click"]) {
      host.addEventListener(name, hear, { signal });
    }
    this.host = host;
    this.options = rest(options);
    this.words = lines(options);
    try {
      const told = { ...this.options, words: this.words, open: options.open };
      this.#number = mount(host, place, json(told));
    } catch (thrown) {
      this.#alive.abort();
      throw thrown;
    }
    wear(host.shadowRoot);
    EARLY.get(host)?.yield(place);
    host.toggleAttribute("open", this.#opened);
    watch(failed, signal);
    this.#speak();
  }

  // Another language than the first that was asked for is spoken once it has come.
  async #speak() {
    await speak(this.host, this.options);
    const words = lines(this.options);
    if (this.signal.aborted || words === this.words) return;
    this.words = words;
    this.run("set", { ...this.options, words });
  }

  #hear(event) {
    const { type, detail } = event;
    const turns = /ed$/.test(type);
    if (turns) this.host.toggleAttribute("open", (this.#opened = /op/.test(type)));
    // Where the menu is asked for, something is said that the visitor does not see, or the window
    // opens that has more to it.
    const button = event.composedPath()[0].closest(".bare.more");
    const isSeen = this.#opened && document.hasFocus();
    const more = turns ? this.#opened && navigator.maxTouchPoints : detail.role && !isSeen;
    this.#bring(button || more, turns && this.host.options, detail, button);
  }

  // What stands beside the wasm, where it is wanted or these options have it.
  #bring(more, options, detail, button) {
    if (!more && !MORE.test(json(options))) return;
    const told = (cause) => console.warn("causerie:", cause);
    menu().then(({ beside }) => this.signal.aborted || beside(this, detail, button)).catch(told);
  }

  /** Carries out a command. */
  run(name, argument) {
    command(this.#number, name, json(argument));
  }

  /** Takes over options that have changed, all of them or none. */
  set(options) {
    const changes = (name) => json(all[name]) !== json(this.options[name]);
    const all = rest(options);
    const changed = Object.keys({ ...this.options, ...all }).filter(changes);
    const fixed = changed.find((name) => !LIVE.test(name));
    if (fixed) throw `Argument:option \`${fixed}\` cannot change while the widget is at work`;
    if (changed.length) this.run("set", { ...all, words: this.words });
    this.options = all;
    this.#bring(false, options);
    this.#speak();
  }

  /** Takes over what changed on the element; says whether that can be. */
  follows(options) {
    try {
      this.set(options);
      const open = this.host.hasAttribute("open");
      if (open !== this.#opened) this.run(open ? "open" : "close");
      return true;
    } catch {
      return false;
    }
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
