// What visitors had better not say, such as the number of a card, is made unreadable before it leaves the
// browser: a file of its own, for pages that want that. It hears keys and clicks before any widget does,
// so that there is nothing to wait for.

const DOT = "•";

// So many signs stay, by which people know it again.
const KEPT = 4;

// Where the digits begin that people write.
const ZEROS = [..."0٠۰०০０"].map((zero) => zero.charCodeAt());

// What may stand between the groups of a number.
const GAP = "[\\s.\\u2010-\\u2015-]{1,2}";

// What is looked for: of which signs it is made, and what tells that it is one.
const KINDS = {
  __proto__: null,
  cards: { signs: /\p{Nd}/u, is: isCard },
  ibans: { signs: /[a-z\d]/i, is: isIban },
};

/** That text with dots in the place of what is not to be said. */
export function masked(text, options = {}) {
  return usable(options).reduce((all, make) => make(all), text);
}

/** Has every widget of the page mask what is written, at the moment it is sent; returns what ends that. */
export function mask(options = {}) {
  const makes = usable(options);
  const alive = new AbortController();
  const { signal } = alive;
  const roots = new WeakSet();
  const look = (root) => {
    for (const field of root.querySelectorAll("textarea, input[type=text]")) {
      const text = makes.reduce((all, make) => make(all), field.value);
      if (text !== field.value) enter(field, text);
    }
  };
  const hear = (event) => {
    const [target] = event.composedPath();
    const root = target?.getRootNode?.();
    if (!root?.host || !root.querySelector(".causerie")) return;
    if (sends(event, target)) look(root);
    if (roots.has(root)) return;
    // A form may be sent without either, which is not heard outside.
    roots.add(root);
    root.addEventListener("submit", () => look(root), { capture: true, signal });
  };
  for (const name of ["keydown", "click", "input"]) addEventListener(name, hear, { capture: true, signal });
  return () => alive.abort();
}

// What was pasted is seen before it is sent. Keys that an input method has taken send nothing.
function sends({ type, key, shiftKey, isComposing, keyCode, inputType }, target) {
  if (type === "click") return target.closest("button")?.matches(".send, [type=submit]");
  if (type === "input") return /^insertFrom(Paste|Drop)$/.test(inputType);
  return key === "Enter" && !shiftKey && !isComposing && keyCode !== 229;
}

// Dots are as many as what they stand for, so that the caret stays where it was.
function enter(field, text) {
  const { selectionStart, selectionEnd } = field;
  const isUsed = field.matches(":focus");
  field.value = text;
  if (isUsed) field.setSelectionRange(selectionStart, selectionEnd);
  field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
}

// What is done to a text, as far as the options can be used; what is wrong with the others is told.
function usable(options) {
  const makes = [];
  for (const [name, kind] of Object.entries(KINDS)) {
    const wanted = options[name] ?? true;
    if (`${wanted}` === "true") makes.push((text) => cover(text, kind));
    else if (`${wanted}` !== "false") refuse(name, wanted, "true or false");
  }
  const { patterns = [], by } = options;
  if (!Array.isArray(patterns)) refuse("patterns", patterns, "a list of regular expressions, as text");
  else for (const pattern of patterns) makes.push(...expression(pattern));
  if (typeof by === "function") makes.push((text) => asPageHasIt(by, text));
  else if (by !== undefined) refuse("by", by, "a function of the page");
  return makes;
}

// A fault of the page's does not undo what the others did.
function asPageHasIt(by, text) {
  try {
    return `${by(text)}`;
  } catch (cause) {
    console.error("causerie: option `mask`, `by`:", cause);
    return text;
  }
}

function expression(pattern) {
  try {
    if (typeof pattern !== "string" || !pattern) throw pattern;
    const form = new RegExp(pattern, "gu");
    return [(text) => text.replace(form, (found) => found.replace(/[\p{L}\p{N}]/gu, DOT))];
  } catch {
    refuse("patterns", pattern, "a regular expression, as text");
    return [];
  }
}

function refuse(name, value, allowed) {
  const found = JSON.stringify(value) ?? typeof value;
  console.error(`causerie: option \`mask\`, \`${name}\`: found ${found}, allowed: ${allowed}`);
}

// Numbers are written in groups, and something else may stand before and behind them. The longest that is
// one counts.
function cover(text, { signs: { source, flags }, is }) {
  const runs = new RegExp(`${source}+(?:${GAP}${source}+)*`, `${flags}g`);
  return text.replace(runs, (run, place) => {
    // Groups, and what stands between them.
    const parts = run.split(new RegExp(`(${GAP})`));
    // What begins with a country is a telephone.
    for (let first = text[place - 1] === "+" ? 2 : 0; first < parts.length; first += 2) {
      let signs = [];
      let last;
      for (let end = first; end < parts.length && signs.length < 35; end += 2) {
        signs = [...signs, ...parts[end]];
        if (is(signs)) last = end;
      }
      if (last === undefined) continue;
      dot(parts, first, last);
      first = last;
    }
    return parts.join("");
  });
}

function dot(parts, first, last) {
  let kept = KEPT;
  for (let place = last; place >= first; place -= 2) {
    const signs = [...parts[place]];
    const shown = Math.min(kept, signs.length);
    kept -= shown;
    parts[place] = DOT.repeat(signs.length - shown) + signs.slice(signs.length - shown).join("");
  }
}

// ISO/IEC 7812: the last digit is a check of the others.
function isCard(signs) {
  const digits = signs.map(digit);
  if (digits.length < 13 || digits.length > 19 || digits[0] < 2 || digits[0] > 6) return false;
  const sum = digits.reverse().reduce((all, one, place) => all + (place % 2 ? (one * 2) % 9 || one : one), 0);
  return sum % 10 === 0;
}

function digit(sign) {
  const code = sign.charCodeAt();
  return code - ZEROS.find((zero) => code >= zero && code < zero + 10);
}

// ISO 13616: with its beginning behind it and letters as numbers, it is one more than so many times 97.
function isIban(signs) {
  const text = signs.join("");
  if (!/^[a-z]{2}\d{2}[a-z\d]{11,30}$/i.test(text)) return false;
  const numbers = [...text.slice(4), ...text.slice(0, 4)].map((sign) => parseInt(sign, 36)).join("");
  return [...numbers].reduce((rest, one) => (rest * 10 + Number(one)) % 97, 0) === 1;
}
