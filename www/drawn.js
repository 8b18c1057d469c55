// What is drawn of the window before the wasm is there, as `src/ui` draws it. This comes with the
// wasm: it is part of the same file as the glue and `early.js`.

// The words for it, each in its line of the language files.
const ENGLISH = [
  "en", "ltr", "Chat with us", , "Chat", "Close chat window", , , , ,
  "Tell us who you are and how we can help. An agent will join you here.",
  "First name", "Last name", "Email", "Subject", "Nickname", "(optional)", "Start chat", , , , , , , , , , , , ,
  "Message", "Write a message…", "Send message",
];

// As `core/src/config/field.rs` has them.
const USUAL = [{ name: "firstName", required: true }, "lastName", "email", { name: "subject", required: true }];

const COMPLETIONS = { __proto__: null, firstName: "given-name", lastName: "family-name", nickname: "nickname" };

// An element, which a page that styles it finds by its class, or else its name.
function drawn(name, attributes, ...children) {
  const kind = /svg|path/.test(name) ? "2000/svg" : "1999/xhtml";
  const element = document.createElementNS(`http://www.w3.org/${kind}`, name);
  const all = { part: attributes.class ?? name, ...attributes };
  for (const [key, value] of Object.entries(all)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

// A button with an icon on it.
function iconed(kind, label, d) {
  const icon = drawn("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": true }, drawn("path", { d }));
  return drawn("button", { type: "button", class: kind, "aria-label": label }, icon);
}

/** How the window of a widget with these options looks at first, in the words on these lines or in English. */
function lookOf(options, lines) {
  const { title, dir, theme = "auto", fields, visitor } = own(options);
  const words = lines ? lines.split("\n") : ENGLISH;
  const [lang, direction, launcher, , chat, close] = words;
  const turned = /ltr|rtl/.test(dir) && { dir };
  const heading = drawn("div", { class: "heading" }, drawn("h2", { class: "title" }, title || launcher));
  const header = drawn("div", { class: "header" }, heading, iconed("bare", close, "M6 9.5l6 6 6-6"));
  const asked = read(fields) ?? USUAL;
  const isFormless = asked.every(({ type }) => type === "hidden");
  const body = isFormless ? conversation(words) : form(words, asked, own(read(visitor)));
  const attributes = { class: "window", role: "dialog", tabindex: -1, dir: direction, ...turned, "aria-label": title || chat };
  const window = drawn("div", attributes, header, body);
  return drawn("div", { class: "causerie", lang, "data-early": "", "data-theme": theme, ...turned }, window);
}

// Without what a page has all objects inherit.
const own = (object) => ({ __proto__: null, ...object });

// An attribute has an object or a list as text.
function read(option) {
  return typeof option === "string" && option ? JSON.parse(option) : option;
}

function conversation(words) {
  const [message, hint, send] = words.slice(30);
  const field = { dir: "auto", enterkeyhint: "send", autocomplete: "off", "aria-label": message, placeholder: hint, rows: 1 };
  const plane = "M4 12 20 4.5 15.5 20 11.5 13.5ZM11.5 13.5 20 4.5";
  const line = drawn("div", { class: "composer-line" }, drawn("textarea", field), iconed("send", send, plane));
  const transcript = drawn("div", { class: "transcript" }, drawn("div", { class: "log" }));
  return drawn("div", { class: "conversation" }, transcript, drawn("div", { class: "composer" }, line));
}

// Questions up to the first one that only the widget can ask.
function form(words, fields, known) {
  const [introduction, , , , , , , start] = words.slice(10);
  const form = drawn("form", { class: "form", novalidate: "" }, drawn("p", { class: "introduction" }, introduction));
  for (const [place, field] of fields.entries()) {
    const { name, label, type = name === "email" ? "email" : "text", required } = own(field.name ? field : { name: field });
    if (type === "hidden") continue;
    if (!/text|email|tel/.test(type) || /:/.test(label)) return form;
    form.append(question(words, place, name, label, type, required === true, known[name] ?? ""));
  }
  form.append(drawn("button", { type: "submit", class: "primary" }, start));
  return form;
}

function question(words, place, name, label, type, required, answer) {
  const [firstName, lastName, email, subject, nickname, optional] = words.slice(11);
  const said = label ?? own({ firstName, lastName, email, subject, nickname })[name] ?? name;
  const [id, hint] = [`field-${place}`, `hint-${place}`];
  const head = drawn("div", { class: "field-head" }, drawn("label", { for: id }, said));
  if (!required) head.append(drawn("span", { class: "hint", id: hint }, optional));
  const autocomplete = COMPLETIONS[name] ?? (type === "text" ? "off" : type);
  const state = { "aria-required": required, "aria-invalid": false, id, ...(!required && { "aria-describedby": hint }) };
  const field = drawn("input", { dir: "auto", placeholder: " ", type, autocomplete, ...state });
  field.defaultValue = answer;
  return drawn("div", { class: "field" }, head, field);
}
