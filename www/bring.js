// Languages, and words of a page's own: fetched where either is asked for.

import { TAGS, table } from "./tables.js";

// What each widget says where it cannot be had.
const SAID = new WeakMap();

// Where the loader speaks for itself: the launcher before the widget draws its own, and the note.
const PLACES = {
  ".launcher:not([aria-label]) span": "launcher",
  ".note > div": "unavailable",
  ".note > a": "contact",
};

/**
 * The words of the first of these languages that there is, with words of the page's own in their
 * place: a line for each, in the order of the language files.
 */
export async function bring(host, tags, words) {
  const own = read(words);
  const tag = own.lang ? [own.lang].find(find) : (tags.find(find) ?? unknown(host));
  const name = find(tag) ?? "en";
  // That is in the wasm.
  if (name === "en" && !Object.keys(own).length) return "";
  const said = { ...(await table(name)), lang: tag ?? name };
  replace(said, own);
  speakFor(host, said);
  return Object.values(said).map(line).join("\n");
}

/** The file for a language: of its country, of its script, or of the language alone. */
export function find(tag) {
  try {
    const locale = new Intl.Locale(tag);
    // WebKit does not know that the one is the old name of the other.
    const language = locale.language.replace(/^n[no]$/, "nb").replace(/^iw$/, "he");
    const names = [locale.region, locale.maximize().script].map((part) => `${language}-${part}`);
    return [...names, language].find((name) => TAGS.includes(name));
  } catch {
    // What is no tag has no file.
  }
}

function unknown({ options: { language } }) {
  if (language) console.warn(`causerie: there is no language \`${language}\``);
}

// An attribute has the object as text.
function read(words) {
  try {
    return Object(typeof words === "string" && words ? JSON.parse(words) : words || {});
  } catch {
    console.warn("causerie: option `words`: found text, allowed: an object");
    return {};
  }
}

function replace(said, own) {
  for (const [key, word] of Object.entries(own)) {
    const fault = key in said ? misfit(word, said[key]) : "there is no such word";
    if (fault) console.warn(`causerie: option \`words\`, \`${key}\`: ${fault}`);
    else said[key] = word;
  }
}

// What is wrong with a word of the page's own, if anything is.
function misfit(word, usual) {
  const plural = typeof word === "object" && typeof usual === "object";
  const forms = plural ? Object.values(word ?? {}) : [word];
  const isText = (form) => typeof form === "string" && form.trim();
  if (!forms.length || !forms.every(isText)) return "allowed: text";
  const missing = JSON.stringify(usual)
    .match(/{\w+}/g)
    ?.find((place) => !forms.some((form) => form.includes(place)));
  return missing && `allowed: text with ${missing}`;
}

// As the wasm reads it.
function line(word) {
  const entries = typeof word === "string" ? [[word]] : Object.entries(word);
  const forms = entries.map((form) => form.join(":"));
  return forms.join("|").replaceAll("\n", " ");
}

function speakFor(host, said) {
  if (!SAID.has(host)) host.addEventListener("causerie:error", () => dress(host));
  SAID.set(host, said);
  dress(host);
}

function dress(host) {
  const said = SAID.get(host);
  for (const [place, key] of Object.entries(PLACES)) {
    const element = host.shadowRoot.querySelector(place);
    if (element) Object.assign(element, { textContent: said[key], lang: said.lang });
  }
}
