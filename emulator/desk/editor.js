// The dialog in which canned answers are written.

import { answered } from "./dialog.js";
import { copy, make, parts } from "./element.js";

/** Lets the agent change the answers, and keeps what comes of it. */
export function edit(answers) {
  const element = copy("editor");
  const { form, list, add, cancel } = parts(element);
  const number = () => [...list.children].forEach(numbered);
  const append = (text) => {
    const item = line(text, () => {
      item.remove();
      number();
      add.focus();
    });
    list.append(item);
    number();
    return item;
  };
  answers.list.forEach(append);
  add.addEventListener("click", () => append("").firstElementChild.focus());
  return answered(element, (answer) => {
    cancel.addEventListener("click", () => answer());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answers.save(written(list));
      answer();
    });
  });
}

function line(text, remove) {
  const field = make("textarea", { rows: "2" });
  field.value = text;
  const button = make("button", { type: "button", onclick: remove }, "Remove");
  return make("li", {}, field, button);
}

function numbered(item, index) {
  const [field, button] = item.children;
  field.setAttribute("aria-label", `Answer ${index + 1}`);
  button.setAttribute("aria-label", `Remove answer ${index + 1}`);
}

function written(list) {
  const texts = [...list.children].map((item) => item.firstElementChild.value.trim());
  return texts.filter((text) => text !== "");
}
