// Where the words of each language are, for what a page loads by a script tag.

/** The languages that there are; `languages/` has a file for each. */
export const TAGS =
  "ar bg cs da de el en es fa fi fr he hu id it ja ko nb nl pl pt pt-BR ro ru sv th tr uk vi zh-Hans zh-Hant".split(" ");

// The integrity of all of them; `cargo xtask dist` fills it in. A file must be any of these.
const TABLES = "";

/** The words of a language, by their keys. */
export async function table(tag) {
  const answer = await fetch(new URL(`languages/${tag}.json`, import.meta.url), { integrity: TABLES });
  if (!answer.ok) throw new TypeError(`HTTP status ${answer.status}`);
  return answer.json();
}
