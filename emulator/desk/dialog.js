// Questions in front of the desk.

import { copy, make, parts, say } from "./element.js";

const READY = { Ready: "ready", NotReady: "not ready" };

/**
 * Asks something. Without a `label` it is a question of yes or no, and true is yes; with one, the
 * answer is the text, of which `check(text)` tells what is wrong. Undefined is no answer.
 */
export function ask({ title, words, yes, label, check = () => "" }) {
  const element = copy("question");
  const { form, value, fault, field, ...others } = parts(element);
  say(others.title, title);
  say(others.words, words);
  say(others.yes, yes);
  say(others.label, label ?? "");
  field.hidden = !label;
  return answered(element, (answer) => {
    others.cancel.addEventListener("click", () => answer(undefined));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = value.value.trim();
      const wrong = label ? check(text) : "";
      say(fault, wrong);
      if (wrong) value.focus();
      else answer(label ? text : true);
    });
    (label ? value : others.yes).autofocus = true;
  });
}

/** Has the agent choose a colleague; with `anybody`, a text, also none in particular. */
export async function chooseColleague(desk, { title, words, anybody }) {
  const colleagues = await desk.colleagues();
  const element = copy("colleagues");
  const { choices, cancel, ...others } = parts(element);
  say(others.title, title);
  say(others.words, colleagues.length > 0 ? words : "Nobody else works here.");
  return answered(element, (answer) => {
    cancel.addEventListener("click", () => answer(undefined));
    for (const colleague of colleagues) {
      const state = colleague.automatic ? "automatic" : READY[colleague.state];
      choices.append(choice(`${colleague.nickname}, ${state}`, () => answer(colleague)));
    }
    if (anybody) choices.append(choice(anybody, () => answer({})));
  });
}

/** Shows a dialog until it is answered or closed. */
export function answered(element, arrange) {
  return new Promise((resolve) => {
    arrange((answer) => {
      resolve(answer);
      element.close();
    });
    element.addEventListener("close", () => {
      resolve(undefined);
      element.remove();
    });
    document.body.append(element);
    element.showModal();
  });
}

function choice(words, onclick) {
  return make("li", {}, make("button", { type: "button", onclick }, words));
}
