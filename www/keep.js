// A conversation for the visitor to keep: as text, as a page, on paper.

// How long a browser may take until it reads a file, in milliseconds.
const READ = 60_000;

const SCHEMES = /^(https?|mailto|tel):$/;

const LOOK = "body{font:15px/1.45 system-ui,sans-serif;margin:2em auto;max-width:42em;padding:0 1em}" +
  "p{margin:0 0 1em;overflow-wrap:anywhere;white-space:pre-wrap}time{color:#52606d;font-size:13px}";

/** What of a conversation is drawn: when it was said, who says so, and what. */
export function rows(log, locale) {
  const all = log.querySelectorAll(":scope > :not(svg, .day)");
  return [...all].map((row) => {
    const at = row.querySelector("time")?.dateTime;
    return { at, when: at ? told(at, locale) : "", who: said(row, ":scope > p"), words: words(row) };
  });
}

function told(at, locale) {
  const style = { dateStyle: "medium", timeStyle: "short" };
  try {
    return new Date(at).toLocaleString(locale, style);
  } catch {
    return new Date(at).toLocaleString([], style);
  }
}

function said(row, selector) {
  return row.querySelector(selector)?.textContent ?? "";
}

// Texts and links; what was not sent says so.
function words(row) {
  const bubble = row.querySelector(".bubble");
  if (!bubble) return [row.textContent];
  const parts = [...bubble.childNodes].filter((part) => !part.matches?.("button, .fetch"));
  const unsent = said(row, ".meta:not(.said) .delivery");
  // What is no part of a sentence stands on its own.
  const text = ({ localName, textContent }) => (localName === "span" ? `${textContent} ` : textContent);
  const texts = parts.filter((part) => part.textContent).map((part) => (part.href ? part : text(part)));
  return unsent ? [...texts, ` (${unsent})`] : texts;
}

const plain = (part) => part.href ?? part;

/** All of it as text. */
export function asText(title, rows) {
  const line = ({ when, who, words }) => {
    const text = words.map(plain).join("");
    return [when && `[${when}]`, who && `${who}:`, text].filter(Boolean).join(" ");
  };
  return `${[title, "", ...rows.map(line)].join("\n")}\n`;
}

/** All of it as a document. */
export function asDocument(title, rows, { lang, dir }) {
  const page = document.implementation.createHTMLDocument(title);
  const make = (name, ...content) => {
    const element = page.createElement(name);
    element.append(...content);
    return element;
  };
  const link = (part) => {
    if (!part.href || !SCHEMES.test(part.protocol)) return plain(part);
    return Object.assign(make("a", part.textContent), { href: part.href, rel: "noopener noreferrer" });
  };
  const row = ({ at, when, who, words }) => {
    const time = at ? Object.assign(make("time", when), { dateTime: at }) : "";
    const own = make("span", ...words.map(link));
    own.dir = "auto";
    return make("p", time, at ? " " : "", who ? make("b", `${who}:`) : "", who ? " " : "", own);
  };
  Object.assign(page.documentElement, { lang, dir });
  page.body.append(make("h1", title), ...rows.map(row));
  return page;
}

/** Hands the browser a file. */
export function save(name, type, parts) {
  const href = URL.createObjectURL(new Blob(parts, { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement("a"), { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), READ);
}

/** A document as a file has it. */
export function markup(page) {
  const html = page.documentElement.outerHTML;
  // As an element, the page's policy might refuse it.
  const head = `<head><meta charset="utf-8"><style>${LOOK}</style>`;
  return `<!doctype html>\n${html.replace("<head>", head)}\n`;
}

/** Prints a document, in a frame that is gone afterwards. */
export function print(page, signal) {
  const frame = document.createElement("iframe");
  const gone = () => frame.remove();
  frame.style.cssText = "border:0;height:0;inset:0;position:fixed;width:0";
  frame.addEventListener("load", () => {
    const { contentDocument: inner, contentWindow: own } = frame;
    inner.replaceChild(inner.adoptNode(page.documentElement), inner.documentElement);
    // Passes any policy, which a frame of the page has too.
    const sheet = new own.CSSStyleSheet();
    sheet.replaceSync(LOOK);
    inner.adoptedStyleSheets = [sheet];
    own.addEventListener("afterprint", gone);
    own.print();
  }, { once: true });
  signal.addEventListener("abort", gone);
  document.body.append(frame);
}
