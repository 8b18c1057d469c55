// The canned answers, which are kept in this browser.

import { keep, recall } from "./store.js";

const KEY = "desk.answers";

const FIRST = [
  "Good day, {customer}, my name is {agent}. How may I help you?",
  "One moment please, I am looking into it.",
  "Could you please give me your customer number?",
  "May I hand you over to a colleague who knows more about this?",
  "Is there anything else that I can do for you?",
  "Thank you for chatting with us, {customer}. Goodbye!",
];

export class Answers {
  #list = texts(recall("localStorage", KEY)) ?? FIRST;

  get list() {
    return this.#list;
  }

  save(list) {
    this.#list = list;
    keep("localStorage", KEY, list);
  }

  /** The answers in which all these words occur, with the names in their places. */
  find(words, names) {
    const wanted = words.toLowerCase().split(/\s+/);
    const spoken = this.#list.map((text) => filledIn(text, names));
    return spoken.filter((text) => wanted.every((word) => text.toLowerCase().includes(word)));
  }
}

function filledIn(text, names) {
  return text.replace(/\{(customer|agent)\}/g, (_, who) => names[who]);
}

/** Others may have written there. */
function texts(list) {
  const isGood = Array.isArray(list) && list.every((text) => typeof text === "string");
  return isGood ? list : undefined;
}
