// What agents write, as CommonMark has it: emphasis, code, lists and links. Nodes are built, and no
// markup is ever read.

import { dress, piece } from "./dress.js";
import { EMOJI } from "./emoji.js";
import { flag } from "./later.js";

const LOOK_OF_FORMAT = `
  .formatted > :not(:last-child) {
    margin-block-end: 8px;
  }

  .formatted :is(ul, ol) {
    margin: 0;
    padding-inline-start: 24px;
  }

  .formatted li {
    unicode-bidi: plaintext;
  }

  .formatted code {
    background: var(--raised);
    border-radius: 4px;
    font-family: ui-monospace, monospace;
    font-size: 0.92em;
    padding: 1px 4px;
  }

  .formatted pre {
    background: var(--raised);
    border-radius: 8px;
    margin: 0;
    overflow-x: auto;
    padding: 8px 10px;
    white-space: pre;
  }

  .formatted pre > code {
    background: none;
    padding: 0;
  }

  .formatted .address {
    color: var(--soft);
    font-size: 13px;
    margin-inline-start: 4px;
  }
`;

// Where a link of the window stands in the text, by its number: signs that mean nothing by themselves.
const OPEN = "\uE000";
const CLOSE = "\uE001";
const MARK = /\uE000(\d+)\uE001/;

// How deep emphasis may stand in emphasis.
const DEEPEST = 4;

// Where a link may lead, as `src/ui/link.rs` has it; and signs by which an address would not read as what
// it is.
const LEADS = /^(https?:\/\/.|mailto:[^?@]+@[^?@]+$|tel:[\d.+-]+$)/i;
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

// Longer texts are shown as they are: what is looked for would take too long.
const LONGEST = 5000;

// The first of these that is found, and what it becomes. No old browser may stumble over the forms,
// so that they look ahead only.
const SPANS = [
  [/\\([!-/:-@[-`{-~])/, (match) => [match[1]]],
  [/`([^`]+)`/, (match, all) => [piece("code", {}, addressed(match[1], all))]],
  [/\[([^\][]+)\]\(([^\s()<>\uE000\uE001]+)\)/, (match) => [link(match)]],
  [/\*\*([^\s*]|[^\s*](?:[^*]|\*(?!\*))*[^\s*])\*\*/, (match, all) => [piece("strong", {}, ...spans(match[1], all))]],
  [/\*([^\s*]|[^\s*][^*]*[^\s*])\*/, (match, all) => [piece("em", {}, ...spans(match[1], all))]],
  [
    /(^|[^\p{L}\p{N}_])__([^\s_]|[^\s_][^_]*[^\s_])__(?![\p{L}\p{N}_])/u,
    (match, all) => [match[1], piece("strong", {}, ...spans(match[2], all))],
  ],
  [
    /(^|[^\p{L}\p{N}_])_([^\s_]|[^\s_][^_]*[^\s_])_(?![\p{L}\p{N}_])/u,
    (match, all) => [match[1], piece("em", {}, ...spans(match[2], all))],
  ],
];

/** Shows what agents of a widget write so; gives what is to be done whenever something changes. */
export function format({ host, signal }) {
  const root = host.shadowRoot;
  const isOn = () => flag(host.options, "markdown");
  // What was looked at before, if anything was; what is said does not change.
  let seen;
  root.addEventListener("input", (event) => isOn() && name(event), { capture: true, signal });
  return () => {
    dress(root, LOOK_OF_FORMAT, isOn());
    if (!isOn()) {
      seen = undefined;
      return unformat(root);
    }
    // What stands there at first was read out as it was written.
    const isOld = !seen;
    seen ??= new WeakSet();
    const log = root.querySelector("[role=log]");
    const bubbles = [...(log?.querySelectorAll(".by-agent > .bubble:not([hidden], .formatted)") ?? [])];
    const fresh = bubbles.filter((bubble) => !seen.has(bubble) && seen.add(bubble) && isText(bubble));
    const shown = fresh.map((bubble) => [bubble, formatted(bubble)]).filter(([, made]) => made);
    if (!shown.length) return;
    const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 2;
    for (const [bubble, made] of shown) {
      bubble.hidden = true;
      if (isOld) hush(made);
      bubble.after(made);
    }
    if (atEnd) log.scrollTop = log.scrollHeight;
  };
}

// Is no news to who hears the page.
function hush(bubble) {
  bubble.setAttribute("aria-live", "off");
}

// As it was before.
function unformat(root) {
  for (const made of root.querySelectorAll(".formatted")) {
    hush(made.previousSibling);
    made.previousSibling.hidden = false;
    made.remove();
  }
}

function isText(bubble) {
  return [...bubble.children].every((child) => child.localName === "a");
}

// What is shown in the place of a text, where it is any different.
function formatted(bubble) {
  const links = [];
  const clean = (text) => text.replace(/[\uE000\uE001]/g, "");
  const parts = [...bubble.childNodes].map((node) =>
    node.href ? `${OPEN}${links.push(node) - 1}${CLOSE}` : clean(node.textContent),
  );
  const text = parts.join("");
  if (text.length > LONGEST || !/[*_`\\:]|\[.*\]|^\s*([-+]|\d+[.)])\s/m.test(text)) return;
  const made = piece("div", { className: "bubble formatted" }, ...blocks(text, { links, depth: 0 }));
  return made.textContent === bubble.textContent && !made.querySelector("code, em, ol, strong, ul") ? undefined : made;
}

function blocks(text, all) {
  const made = [];
  const lines = text.split("\n");
  while (lines.length) {
    const item = marker(lines[0]);
    if (/^```/.test(lines[0])) made.push(fence(lines, all));
    else if (item) made.push(list(lines, item.ordered, all));
    else made.push(paragraph(lines, all));
  }
  return made.filter(({ textContent }) => textContent.trim());
}

function marker(line) {
  const match = line.match(/^ {0,3}(?:([-*+])|(\d{1,9})[.)]) +(?=\S)/);
  return match && { ordered: match[2] !== undefined, number: Number(match[2]), rest: line.slice(match[0].length) };
}

function fence(lines, all) {
  lines.shift();
  const end = lines.findIndex((line) => /^``` *$/.test(line));
  const inside = lines.splice(0, end < 0 ? lines.length : end);
  lines.shift();
  return piece("pre", { tabIndex: 0 }, piece("code", {}, addressed(inside.join("\n"), all)));
}

// In code, an address is no link.
function addressed(text, { links }) {
  return text.replace(new RegExp(MARK, "g"), (_, place) => links[place]?.textContent ?? "");
}

function list(lines, ordered, all) {
  const made = piece(ordered ? "ol" : "ul");
  const first = marker(lines[0]).number;
  if (ordered && first !== 1) made.start = first;
  for (let item; lines.length && (item = marker(lines[0]))?.ordered === ordered; ) {
    lines.shift();
    made.append(piece("li", {}, ...spans(item.rest, all)));
  }
  return made;
}

function paragraph(lines, all) {
  const own = [];
  do own.push(lines.shift());
  while (lines.length && !marker(lines[0]) && !/^```/.test(lines[0]));
  return piece("p", {}, ...spans(own.join("\n").replace(/^\n+|\n+$/g, ""), all));
}

function spans(text, all) {
  const made = [];
  const deeper = { ...all, depth: all.depth + 1 };
  for (let rest = text; rest; ) {
    const found = all.depth < DEEPEST ? first(rest) : undefined;
    if (!found) {
      made.push(...plainly(rest, all));
      break;
    }
    const { match, make } = found;
    if (match.index) made.push(...plainly(rest.slice(0, match.index), all));
    made.push(...make(match, deeper));
    rest = rest.slice(match.index + match[0].length);
  }
  return made;
}

// Of all spans, the one that begins first.
function first(text) {
  let found;
  for (const [form, make] of SPANS) {
    const match = text.match(form);
    if (match && (!found || match.index < found.match.index)) found = { match, make };
  }
  return found;
}

// Nothing but emoji by their names, and links.
function plainly(text, { links }) {
  return text.split(new RegExp(MARK, "g")).map((part, place) =>
    place % 2 ? (links[part]?.cloneNode(true) ?? "") : part.replace(/:([a-z_]+|[+-]1):/g, (name, key) => EMOJI[key] ?? name),
  );
}

// The words of a link, and behind them where it leads: words may say anything. What leads elsewhere than
// the window's own links may stays as it was written.
function link([whole, words, address]) {
  if (!LEADS.test(address) || TURNS.test(address)) return whole;
  const made = piece("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, words);
  const where = made.host || address.replace(/^\w+:/, "");
  return piece("span", {}, made, piece("span", { className: "address" }, `(${where})`));
}

// In what the visitor writes, a name becomes its emoji once it is complete.
function name({ target, isComposing }) {
  if (target.localName !== "textarea" || isComposing) return;
  const { value, selectionStart: end } = target;
  const match = value.slice(0, end).match(/:([a-z_]+|[+-]1):$/);
  const emoji = match && EMOJI[match[1]];
  if (emoji) target.setRangeText(emoji, end - match[0].length, end, "end");
}
