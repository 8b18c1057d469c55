// Loads the widget; where it cannot be loaded, leaves a note in its place.

import init, { destroy, start as mount, tell } from "./causerie.js";

const NOTE = `
  .note { position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483000;
    padding: 12px 18px; border-radius: 16px; background: #fff; color: #17202a;
    box-shadow: 0 1px 2px rgb(16 32 48 / 12%), 0 12px 40px rgb(16 32 48 / 22%);
    font: 400 15px/1.45 system-ui, sans-serif; }
  .note p { margin: 0; font-weight: 650; }
  .note a { color: #0a5694; }
`;

const WASM = new URL("causerie_bg.wasm", import.meta.url);

let loading;

/**
 * Puts the chat widget on the page and resolves to an object with what can be done with it:
 *
 * `tell(remark)` says something on the visitor's behalf, beside the conversation. `remark` has
 * exactly one of the fields `nickname`, `data`, `notice` and `url`. The promise is rejected with
 * an Error that says what is wrong, and then nothing was said.
 *
 * `destroy()` takes the widget off the page, with everything that it listens to and waits for.
 *
 * Rejects when the widget cannot be loaded: the browser has no WebAssembly, the
 * page's content security policy forbids it, or a file did not arrive. The
 * visitor then sees a note that chat is unavailable, with a link to
 * `options.contactUrl`.
 */
export async function start(options = {}) {
  try {
    loading ??= init({ module_or_path: WASM });
    await loading;
    const widget = mount(options);
    const alive = new AbortController();
    watch(options?.contactUrl, alive.signal);
    return {
      tell: async (remark) => tell(widget, remark),
      destroy() {
        alive.abort();
        destroy(widget);
      },
    };
  } catch (cause) {
    loading = undefined;
    console.error(`causerie: the widget could not be loaded (${reason(cause)})`);
    note(options?.contactUrl);
    throw cause;
  }
}

// What kills the wasm without a last word (a full memory, a deep recursion)
// still reaches the page as an error.
function watch(contactUrl, signal) {
  const heard = (event) => {
    const cause = event.error ?? event.reason;
    if (String(cause?.stack).includes(WASM.href)) takeDown(contactUrl);
  };
  for (const name of ["error", "unhandledrejection"]) addEventListener(name, heard, { signal });
}

function takeDown(contactUrl) {
  for (const host of document.querySelectorAll("causerie-chat")) {
    if (host.shadowRoot?.querySelector(".note")) return;
    host.remove();
  }
  note(contactUrl);
}

function reason(cause) {
  if (typeof WebAssembly !== "object") return "this browser has no WebAssembly";
  if (cause instanceof WebAssembly.CompileError) {
    return `it was not compiled; does the page's policy allow 'wasm-unsafe-eval'? ${cause.message}`;
  }
  return cause?.message ?? String(cause);
}

function note(contactUrl) {
  if (document.querySelector("causerie-note")) return;
  const host = document.createElement("causerie-note");
  const root = host.attachShadow({ mode: "open" });
  style(root);
  const box = document.createElement("div");
  box.className = "note";
  box.setAttribute("role", "status");
  box.lang = "en";
  const words = document.createElement("p");
  words.textContent = "Chat is unavailable";
  box.append(words);
  const href = contact(contactUrl);
  if (href) {
    const link = document.createElement("a");
    link.href = href;
    link.textContent = "Contact us another way";
    box.append(link);
  }
  root.append(box);
  document.body.append(host);
}

function style(root) {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(NOTE);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // An old browser shows the note without its looks.
  }
}

function contact(url) {
  try {
    const { protocol, href } = new URL(url, document.baseURI);
    return ["http:", "https:", "mailto:", "tel:"].includes(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}
