// The glue and the wasm, fetched once for all widgets of a page.

import { make } from "./launcher.js";
import { Refusal } from "./refusal.js";

// The integrity of both files; `cargo xtask dist` fills it in. Then nothing else may run.
const GLUE = "";
const WASM = "";

// What went wrong, by the kind of error that browsers make of it; with any other, a file is not
// what it should be. Safari says nothing in its console when a policy blocks the wasm.
const REASONS = { CompileError: "Blocked", ReferenceError: "Missing" };

let base;
let loading;
let again = "";

/** Says where the files are: beside `url`. */
export function locate(url) {
  base = new URL(".", url);
}

/** Brings both, if need be, and resolves to what the glue exports. */
export function load() {
  loading ??= bring().catch((cause) => {
    forget();
    throw new Refusal(REASONS[cause.name] ?? "Network", `the widget cannot be loaded: ${cause.message}`, cause);
  });
  return loading;
}

/** Lets the next widget have wasm of its own: what failed in the midst is not to be used again. */
export function forget() {
  loading = undefined;
  // Browsers remember modules, even those that did not arrive: the next one has another name.
  again += "#";
}

async function bring() {
  // Both at once; where there is no WebAssembly this is a ReferenceError.
  const wasm = WebAssembly && fetch(`${base}widget_bg.wasm`, { integrity: WASM });
  wasm.catch(() => {});
  const href = `${base}widget.js${again}`;
  // The one way to have a module compared with its integrity, and imported under any policy.
  const preload = GLUE && make("link", { rel: "modulepreload", href, integrity: GLUE });
  if (GLUE) document.head.append(preload);
  try {
    const glue = await import(href);
    await glue.default({ module_or_path: wasm });
    return glue;
  } finally {
    if (GLUE) preload.remove();
  }
}
