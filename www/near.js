// Where languages and the menu come from, for what a page loads by a script tag. This comes with
// the wasm.

// The integrity of `languages.js`, which is `bring.js` with what it imports; `cargo xtask dist` fills it in. Then nothing else may run.
const LANGUAGES = "";

// The same of `beside.js`, which is `more.js` with what it imports.
const BESIDE = "";

const languages = () => near("languages", LANGUAGES);
const menu = () => near("beside", BESIDE);

async function near(name, integrity) {
  const href = new URL(`${name}.js`, import.meta.url);
  // The one way to have a module compared with its integrity, as in load.js.
  const preload = Object.assign(document.createElement("link"), { rel: "modulepreload", href, integrity });
  document.head.append(preload);
  try {
    return await import(href);
  } finally {
    preload.remove();
  }
}
