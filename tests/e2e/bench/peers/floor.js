// The least that could be called a chat window, without anything to chat with: what a framework,
// or wasm, has to be compared with.

const STYLE = `
  :host { all: initial; position: fixed; inset-block-end: 20px; inset-inline-end: 20px; }
  * { box-sizing: border-box; font: 400 15px/1.45 system-ui, sans-serif; }
  .window { background: #fff; block-size: 500px; border-radius: 16px; color: #17202a;
    box-shadow: 0 12px 40px rgb(16 32 48 / 22%); display: flex; flex-direction: column;
    inline-size: 360px; overflow: hidden; }
  header { background: #0b5c9e; color: #fff; font-weight: 600; padding: 14px 18px; }
  .log { flex: 1; overflow-y: auto; padding: 12px; }
  .row { background: #eef2f6; border-radius: 14px; margin: 4px 0; max-inline-size: 80%;
    overflow-wrap: anywhere; padding: 8px 12px; white-space: pre-wrap; inline-size: fit-content; }
  .own { background: #0b5c9e; color: #fff; margin-inline-start: auto; }
  form { border-block-start: 1px solid #d5dde5; display: flex; gap: 8px; padding: 10px; }
  textarea { border: 1px solid #8a97a5; border-radius: 10px; flex: 1; padding: 8px; resize: none; }
  button { background: #0b5c9e; border: 0; border-radius: 10px; color: #fff; padding: 0 14px; }
`;

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

export function mount(place, messages = []) {
  const root = place.attachShadow({ mode: "open" });
  const log = make("div", { class: "log", role: "log", tabindex: 0 });
  const field = make("textarea", { "aria-label": "Message", rows: 1 });
  const form = make("form", {}, field, make("button", {}, "Send"));
  root.append(
    make("style", {}, STYLE),
    make(
      "div",
      { class: "window", role: "dialog", "aria-label": "Chat" },
      make("header", {}, "Chat with us"),
      log,
      form,
    ),
  );
  const row = (text, kind = "row") => make("div", { class: kind }, text);
  const add = (...rows) => {
    log.append(...rows);
    log.scrollTop = log.scrollHeight;
  };
  add(...messages.map((text) => row(text)));
  const send = (event) => {
    event.preventDefault();
    if (!field.value.trim()) return;
    add(row(field.value, "row own"));
    field.value = "";
    field.focus();
  };
  form.addEventListener("submit", send);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey) send(event);
  });
  return (text) => add(row(text));
}
