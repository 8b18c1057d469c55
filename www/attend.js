// What calls a visitor who does not see the window: the page's title, a sound, a notification.

import { keepThere, kept } from "./later.js";

// How many messages were not seen, for each widget of the page.
const UNSEEN = new Map();

// Where the visitor's choice is kept, as words.
const KEPT = "causerie-attention";

// When each tone of the sound begins, in seconds, and how high it is, in hertz.
const TONES = [
  [0, 660],
  [0.12, 880],
];

// What stands before the page's own title.
let before = "";

function entitle() {
  if (!document.querySelector("title")) return;
  const count = [...UNSEEN.values()].reduce((sum, one) => sum + one, 0);
  // The page may have another title by now.
  const own = document.title.startsWith(before) ? document.title.slice(before.length) : document.title;
  before = count ? `(${count}) ` : "";
  document.title = before + own;
}

/** What one widget calls by. */
export class Attention {
  #widget;
  #host;
  #options;
  #sound;
  #shown;
  // What the visitor has chosen: `sound`, `notify`.
  #chosen = new Set();

  constructor(widget) {
    const { host, options, signal } = widget;
    this.#widget = widget;
    this.#host = host;
    this.#options = options;
    const chosen = this.#offers() && kept(options)?.getItem(KEPT);
    if (chosen) this.#chosen = new Set(chosen.split(" "));
    const look = () => this.look();
    // Of a window that is elsewhere, this page believes that it is seen here.
    const hear = ({ detail }) => widget.elsewhere && document.hasFocus() && this.hear(detail);
    for (const name of ["focus", "visibilitychange"]) addEventListener(name, look, { signal });
    host.addEventListener("causerie:opened", look, { signal });
    host.addEventListener("causerie:message", hear, { signal });
    signal.addEventListener("abort", () => this.#end());
  }

  /** Whether the visitor sees the window. */
  sees() {
    const { elsewhere } = this.#widget;
    try {
      return this.#host.hasAttribute("open") && (elsewhere ?? window).document.hasFocus();
    } catch {
      // It is on a page of another site.
      return false;
    }
  }

  /** Ceases to call once the visitor sees it. */
  look() {
    if (UNSEEN.has(this.#host) && this.sees()) this.#calm();
  }

  /** Somebody has said something. */
  hear({ role, nickname, text }) {
    if (role === "visitor" || this.#options.attention === "none" || this.sees()) return;
    UNSEEN.set(this.#host, (UNSEEN.get(this.#host) ?? 0) + 1);
    entitle();
    if (this.#chosen.has("notify") && !document.hasFocus()) this.#show(nickname || document.title, text);
    if (this.#chosen.has("sound")) this.#ring();
  }

  /** Whether the visitor has chosen that way. */
  has(way) {
    return this.#chosen.has(way);
  }

  /** Calls by that way from now on, or no longer; resolves to whether the browser lets it. */
  async choose(way) {
    if (this.#chosen.delete(way)) {
      this.#keep();
      return true;
    }
    // Asked by the visitor's own click, and never otherwise.
    if (way === "notify" && (await globalThis.Notification?.requestPermission()) !== "granted") return false;
    this.#chosen.add(way);
    this.#keep();
    if (way === "sound") this.#ring();
    return true;
  }

  #offers() {
    return this.#options.attention === "all";
  }

  #keep() {
    keepThere(this.#options, KEPT, [...this.#chosen].join(" "));
  }

  #show(title, text) {
    try {
      const body = [...text].slice(0, 120).join("");
      this.#shown?.close();
      this.#shown = new Notification(title, { body, tag: "causerie" });
      this.#shown.onclick = () => {
        window.focus();
        this.#host.open().catch(() => {});
      };
    } catch {
      // Some browsers show none but those of a service worker.
    }
  }

  async #ring() {
    const asked = Date.now();
    try {
      this.#sound ??= new AudioContext();
      await this.#sound.resume();
    } catch {
      // It has nothing to sound with.
      return;
    }
    // Until the visitor touches the page, browsers keep silent; later it would be about nothing.
    if (Date.now() - asked < 1000) play(this.#sound);
  }

  #calm() {
    UNSEEN.delete(this.#host);
    entitle();
    this.#shown?.close();
  }

  #end() {
    this.#calm();
    this.#sound?.close();
  }
}

function play(sound) {
  const now = sound.currentTime;
  for (const [place, frequency] of TONES) {
    const volume = new GainNode(sound, { gain: 0 });
    volume.gain.setValueAtTime(0, now + place);
    volume.gain.linearRampToValueAtTime(0.15, now + place + 0.02);
    volume.gain.linearRampToValueAtTime(0, now + place + 0.3);
    const tone = new OscillatorNode(sound, { frequency });
    tone.connect(volume).connect(sound.destination);
    tone.start(now + place);
    tone.stop(now + place + 0.3);
  }
}
