// Where the words of each language are: each a file of its own, which a bundler finds.

const TABLES = {
  ar: () => import("./languages/ar.js"),
  bg: () => import("./languages/bg.js"),
  cs: () => import("./languages/cs.js"),
  da: () => import("./languages/da.js"),
  de: () => import("./languages/de.js"),
  el: () => import("./languages/el.js"),
  en: () => import("./languages/en.js"),
  es: () => import("./languages/es.js"),
  fa: () => import("./languages/fa.js"),
  fi: () => import("./languages/fi.js"),
  fr: () => import("./languages/fr.js"),
  he: () => import("./languages/he.js"),
  hu: () => import("./languages/hu.js"),
  id: () => import("./languages/id.js"),
  it: () => import("./languages/it.js"),
  ja: () => import("./languages/ja.js"),
  ko: () => import("./languages/ko.js"),
  nb: () => import("./languages/nb.js"),
  nl: () => import("./languages/nl.js"),
  pl: () => import("./languages/pl.js"),
  pt: () => import("./languages/pt.js"),
  "pt-BR": () => import("./languages/pt-BR.js"),
  ro: () => import("./languages/ro.js"),
  ru: () => import("./languages/ru.js"),
  sv: () => import("./languages/sv.js"),
  th: () => import("./languages/th.js"),
  tr: () => import("./languages/tr.js"),
  uk: () => import("./languages/uk.js"),
  vi: () => import("./languages/vi.js"),
  "zh-Hans": () => import("./languages/zh-Hans.js"),
  "zh-Hant": () => import("./languages/zh-Hant.js"),
};

/** The languages that there are. */
export const TAGS = Object.keys(TABLES);

/** The words of a language, by their keys. */
export async function table(tag) {
  return (await TABLES[tag]()).default;
}
