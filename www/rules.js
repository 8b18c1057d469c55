// The rules of a page for the answers to its form: a pattern, a length. What else can be wrong with an
// answer is the wasm's to say, beside which this stands.

import { piece } from "./dress.js";
import { parsed, refuse, wordsOf } from "./later.js";

/** Holds the answers of a widget's form against the rules of the page. */
export function judgeForm(widget) {
  const { host, options, signal } = widget;
  const rules = read(parsed(options.fields) ?? []);
  if (!rules.length) return;
  const root = host.shadowRoot;
  const field = ({ place }) => root.getElementById(`field-${place}`);
  // Whether the visitor has tried to send the form that is there.
  let tried;

  const judge = (answer) => {
    const faults = rules.map((rule) => [rule, fault(widget, rule, `${answer(rule)}`.trim())]);
    const form = root.querySelector(".form");
    tried = faults.some(([, words]) => words) ? form : tried;
    for (const [rule, words] of faults) if (form && tried === form) show(field(rule), rule, words);
    return faults.some(([, words]) => words);
  };
  const entered = (rule) => field(rule)?.value ?? "";

  // Before the widget hears it, which would begin the chat. Where it finds a fault of its own, it says so
  // itself, and begins nothing.
  const send = (event) => {
    if (!event.target.matches(".form") || !judge(entered)) return;
    const others = [...root.querySelectorAll(".form :is(input, [aria-required=true])")];
    if (others.some(isAmiss)) return queueMicrotask(() => judge(entered));
    event.preventDefault();
    event.stopPropagation();
    root.querySelector("[aria-invalid=true]")?.focus();
  };
  root.addEventListener("submit", send, { capture: true, signal });
  // What the widget draws then is drawn before.
  root.addEventListener("input", () => tried?.isConnected && judge(entered), { signal });

  const { run } = widget;
  widget.run = (name, argument) => {
    const known = parsed(options.visitor) ?? {};
    const given = (rule) => argument?.[rule.name] ?? field(rule)?.value ?? known[rule.name] ?? "";
    if (name === "start" && judge(given)) throw "Form:the form is not complete";
    return run.call(widget, name, argument);
  };
}

// Those that can be used; what is wrong with the others is told.
function read(fields) {
  return fields.map((field, place) => ({ ...field, place })).filter((rule) => {
    const { name, pattern, minLength: least, error } = rule;
    const refused = (key, allowed) => {
      refuse(`fields\`, \`${name}\`, \`${key}`, rule[key], allowed);
      delete rule[key];
    };
    for (const key of ["minLength", "maxLength"]) {
      const isLength = rule[key] === undefined || (Number.isInteger(rule[key]) && rule[key] > 0);
      if (!isLength) refused(key, "a number of characters, 1 or more");
    }
    if (least > rule.maxLength) refused("maxLength", `${least} or more, as \`minLength\``);
    if (error !== undefined && !(typeof error === "string" && error.trim())) refused("error", "text that says what to enter");
    if (pattern !== undefined) {
      rule.form = expression(pattern);
      if (!rule.form) refused("pattern", "a regular expression, as text, for the whole answer");
    }
    return rule.form || rule.minLength || rule.maxLength;
  });
}

// How answers of these types have to be for the wasm, which looks for more.
const FORMS = { __proto__: null, email: /^[^ ]+@[^ @.]+(\.[^ @.]+)+$/, tel: /(\d[^]*){3}/ };

// As the wasm has it: blanks are no answer, and a box is a button.
function isAmiss(field) {
  if (field.localName === "button") return field.matches("[aria-checked=false]");
  const answer = field.value.trim();
  return answer ? FORMS[field.type]?.test(answer) === false : field.matches("[aria-required=true]");
}

// As the attribute `pattern` of HTML has it.
function expression(pattern) {
  if (typeof pattern !== "string") return;
  for (const flags of ["v", "u"]) {
    try {
      return new RegExp(`^(?:${pattern})$`, flags);
    } catch {
      // Older browsers do not know the first of them.
    }
  }
}

// What is not answered is not at fault; whether it must be is asked elsewhere.
function fault(widget, { form, minLength: least, maxLength: most, error }, answer) {
  if (!answer) return "";
  const { length } = [...answer];
  const { lang } = widget.host.shadowRoot.querySelector(".causerie");
  const words = wordsOf(widget);
  const counted = (word, count) => word.replace("{count}", count.toLocaleString(widget.options.locale ?? lang));
  if (length < least) return error ?? counted(words.tooShort, least);
  if (length > most) return error ?? counted(words.tooLong, most);
  return form && !form.test(answer) ? (error ?? words.otherForm) : "";
}

// As the widget shows what it finds itself.
function show(field, { place }, words) {
  if (!field) return;
  const id = `rule-${place}`;
  const { parentNode: home } = field;
  let told = home.querySelector(`#${id}`);
  if (!words && !told) return;
  told ??= home.appendChild(piece("p", { className: "error", id }));
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((one) => one && one !== id);
  if (words) ids.push(id);
  else told.remove();
  told.textContent = words;
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
  field.setAttribute("aria-invalid", Boolean(words) || home.querySelector(".error") !== null);
}
