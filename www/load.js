// The glue and the wasm of a back end, fetched once for all widgets of a page that speak to it.

import { make } from "./launcher.js";
import { Refusal, ignore } from "./refusal.js";

// The integrity of their glues, each of which holds that of its wasm; `cargo xtask dist` fills it
// in. Then nothing else may run.
const GLUES = "";

// What went wrong, by the kind of error that browsers make of it; with any other, a file is not
// what it should be. Safari says nothing in its console when a policy blocks the wasm.
const REASONS = { CompileError: "Blocked", ReferenceError: "Missing" };

let base;
let loading = {};
let again = "";

/** Says where the files are: in that folder. */
export function locate(url) {
  base = url;
}

/**
 * Brings both for a widget's back end, if need be, and resolves to the class of widgets. `why` is the
 * command that needs them, or `page` where the window is open from the start or a chat goes on.
 */
export async function load(host, why) {
  const { backend } = host.options;
  // Any widget tells those who ask for what there is not; one serves both that have a w.
  const name = /w/.test(backend) ? "gws" : /2/.test(backend) ? "gms-v2" : "gms-v1";
  const brought = (loading[name] ??= bring(`${base}widget-${name}`));
  try {
    return await (await brought)(host, why);
  } catch (cause) {
    if (brought === loading[name]) forget();
    throw new Refusal(REASONS[cause.name] ?? "Network", `the widget cannot be loaded: ${cause.message}`, cause);
  }
}

/** Lets the next widget have wasm of its own: what failed in the midst is not to be used again. */
export function forget() {
  loading = {};
  // Browsers remember modules, even those that did not arrive: the next one has another name.
  again += "#";
}

async function bring(file) {
  const href = `${file}.js${again}`;
  // The one way to have a module compared with its integrity, and imported under any policy.
  const preload = GLUES && make("link", { rel: "modulepreload", href, integrity: GLUES });
  try {
    if (GLUES) document.head.append(preload);
    // Both at once, and what is small first; where there is no WebAssembly this is a ReferenceError.
    const [glue, wasm] = WebAssembly && [import(href), fetch(`${file}_bg.wasm`)];
    wasm.catch(ignore);
    return (await glue).begin.bind(0, wasm);
  } finally {
    if (GLUES) preload.remove();
  }
}
