// The language of a widget. This comes with the wasm, as `mounted.js` does, and is all that a
// page in English has of it.

// The words that have come, by what was asked for; English is in the wasm.
const heard = {};

// When they have, or cannot be had.
const hearing = {};

// The languages that will do, the first of them best, and the words of the page's own.
function wish({ language, words = "" }) {
  const asked = language || document.documentElement.lang;
  return [asked ? [asked] : navigator.languages, words];
}

/** Brings the words of a widget with these options, if need be; otherwise it speaks English. */
async function speak(host, options) {
  const [tags, words] = wish(options);
  const key = json([tags, words]);
  if (words || !/^en\b/i.test(tags[0])) await (hearing[key] ??= hear(host, key, tags, words));
}

async function hear(host, key, tags, words) {
  try {
    heard[key] = await (await languages()).bring(host, tags, words);
  } catch ({ message }) {
    heard[key] = "";
    const detail = { kind: "language", message: `causerie: the language cannot be loaded: ${message}` };
    console.warn(detail.message);
    host.dispatchEvent(new CustomEvent("causerie:error", { bubbles: true, composed: true, detail }));
  }
}

// The words for these options, a line for each, if they have come.
function lines(options) {
  return heard[json(wish(options))];
}
