// The window before the wasm is there: one can write in it at once, and what was entered goes to the
// widget's own. This comes with the wasm: it is part of the same file as the glue, `drawn.js`,
// `speak.js` and `mounted.js`, and uses what all declare.

// The style sheet of the window; xtask fills it in.
const WINDOW = "";

// What the widget's own window is entered by, as in `src/screen/focus.rs`.
const ENTRANCES = "[data-first] button, .form :is(input, select, .box), textarea";

// How long a word that an input method has begun, or a button that is pressed, may keep the widget
// waiting, in milliseconds; and how long after that the click may come.
const PATIENCE = 2000;
const CLICK = 50;

// Where a widget that cannot be loaded leaves what was entered, for the next one.
const ENTERED = Symbol.for("causerie.entered");

// The early windows, by their widgets.
const EARLY = new WeakMap();

let look;

/** Has a widget's shadow root look like the window; old browsers have no other kind of sheet. */
function wear(root) {
  try {
    if (!look) (look = new CSSStyleSheet()).replaceSync(WINDOW);
    const [base, worn] = root.adoptedStyleSheets;
    if (worn !== look) root.adoptedStyleSheets = [base, look];
  } catch {
    const worn = [...root.querySelectorAll("style")].some(({ textContent }) => textContent === WINDOW);
    if (!worn) root.append(Object.assign(document.createElement("style"), { textContent: WINDOW }));
  }
}

/**
 * Brings the language of a widget that is not there yet, and opens its window, if need be: `why` is
 * the command that needs the widget, or `page` where the window is open from the start or a chat goes
 * on. Resolves once that is seen.
 */
async function prepare(host, why) {
  await speak(host, host.options);
  try {
    await openEarly(host, why);
  } catch {
    // The options are told of, and what can be is drawn, by the wasm.
  }
}

async function openEarly(host, why) {
  const opens = why === "open" || (why === "page" && !isKnown());
  // Where such a window is, the widget knows.
  const { inline, resizable } = host.options;
  if (!opens || inline || resizable || EARLY.has(host)) return;
  EARLY.set(host, new Early(host, why));
  await new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    // Nothing is painted where nobody looks.
    setTimeout(resolve, 100);
  });
}

// Whether a visitor has been here before: how the window is to be now, the widget knows.
function isKnown() {
  try {
    return /causerie:/.test([Object.keys(sessionStorage), Object.keys(localStorage)]);
  } catch {
    // Where nothing may be read, nothing is kept.
  }
}

class Early {
  #host;
  #why;
  #root;
  #launcher;
  #look;
  // Where the widget is, once it is.
  #place;
  #said = [];
  #submits = false;
  // Runs while a word is being composed, or something is pressed.
  #patience;
  #alive = new AbortController();
  #observer = new MutationObserver(() => this.#follow());

  constructor(host, why) {
    const root = host.shadowRoot;
    this.#host = host;
    this.#why = why;
    this.#root = root;
    this.#launcher = root.querySelector(".launcher");
    this.#look = lookOf(host.options, lines(host.options));
    wear(root);
    root.append(this.#look);
    for (const field of this.#fields()) field.value = host[ENTERED]?.[field.id] ?? field.value;
    this.#listen();
    if (why === "open") (this.#find("input, textarea") ?? this.#find(".window")).focus();
    this.#observer.observe(root, { childList: true, subtree: true });
  }

  /** The widget is in its place, and hidden by this window until one can write in its own. */
  yield(place) {
    this.#place = place;
    // It opens its own at once, or has been told by the visitor not to.
    if (this.#why === "page" && !place.querySelector(".window")) this.#leave();
    place.inert = this.#root.contains(this.#look);
  }

  #find(selector) {
    return this.#look.querySelector(selector);
  }

  #fields() {
    return this.#look.querySelectorAll("input, textarea");
  }

  #listen() {
    const { signal } = this.#alive;
    const on = (name, heard, target = this.#look) => target.addEventListener(name, heard, { signal, capture: true });
    on("click", (event) => this.#press(event), this.#root);
    on("causerie:closed", () => this.#leave(), this.#host);
    on("compositionstart", () => this.#wait());
    on("compositionend", () => this.#wait(0));
    on("pointerdown", () => this.#wait());
    for (const name of ["pointerup", "pointercancel"]) on(name, () => this.#wait(CLICK), document);
    on("submit", (event) => {
      event.preventDefault();
      this.#submits = Boolean(this.#find(".primary"));
    });
    for (const name of ["keydown", "keypress", "keyup"]) on(name, (event) => this.#key(event));
  }

  #press(event) {
    const button = event.target.closest("button");
    if (button?.matches(".send")) this.#say();
    if (!button?.matches(".bare, .launcher")) return;
    event.stopPropagation();
    this.#close();
  }

  #key(event) {
    const { key, type, shiftKey, isComposing, keyCode } = event;
    // The page's own shortcuts are not meant.
    event.stopPropagation();
    if (type !== "keydown" || shiftKey || isComposing || keyCode === 229) return;
    if (key === "Escape") this.#close();
    if (key !== "Enter" || !event.target.matches("textarea")) return;
    event.preventDefault();
    this.#say();
  }

  // Moving the keyboard would cut the word short, and what is let go elsewhere is no click.
  #wait(patience = PATIENCE) {
    clearTimeout(this.#patience);
    this.#patience = setTimeout(() => {
      this.#patience = 0;
      this.#follow();
    }, patience);
  }

  // What is said stands there, and is sent by the widget.
  #say() {
    const field = this.#find("textarea");
    if (!field.value.trim()) return;
    const bubble = drawn("div", { class: "bubble", dir: "auto" }, field.value);
    this.#find(".log").append(drawn("div", { class: "message by-visitor" }, bubble));
    this.#said.push(field.value);
    field.value = "";
    field.focus();
  }

  #close() {
    this.#leave();
    this.#launcher.focus();
    this.#host.close().catch(() => {});
  }

  #leave() {
    this.#alive.abort();
    if (this.#place) this.#place.inert = false;
    this.#look.remove();
  }

  #follow() {
    // The element itself may be on its way to another place.
    const isThere = this.#root.contains(this.#place ?? this.#launcher);
    const entrance = this.#place?.querySelector(ENTRANCES);
    if (!isThere) this.#fail();
    else if (entrance && !this.#patience) this.#hand(entrance);
  }

  // What was entered is entered in the widget's own fields, once it has such.
  #hand(entrance) {
    const active = this.#look.contains(this.#root.activeElement) && this.#root.activeElement;
    const own = ({ id }) => this.#place.querySelector(id ? `#${id}` : "textarea");
    this.#place.inert = false;
    if (active) (own(active) ?? entrance).focus();
    // One window has risen already.
    for (const motion of this.#place.querySelector(".window").getAnimations()) motion.finish();
    this.#leave();
    const fields = [...this.#fields()];
    if (!fields.every(own)) return;
    this.#end();
    for (const text of this.#said) {
      enter(own({}), text);
      this.#place.querySelector(".send").click();
    }
    for (const field of fields) if (field.value !== field.defaultValue) enter(own(field), field.value);
    if (active.selectionEnd) own(active).setSelectionRange(active.selectionStart, active.selectionEnd);
    if (this.#submits) this.#place.querySelector("[type=submit]").click();
  }

  #fail() {
    this.#leave();
    this.#end();
    const entered = [...this.#fields()].map(({ id, value }) => [id, [...this.#said, value].join("\n")]);
    this.#host[ENTERED] = Object.fromEntries(entered);
  }

  #end() {
    this.#observer.disconnect();
    EARLY.delete(this.#host);
  }
}

function enter(field, value) {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
