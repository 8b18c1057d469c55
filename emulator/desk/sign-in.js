// The form to sign in.

import { copy, parts, say } from "./element.js";
import { Account } from "./account.js";

export class SignIn {
  #element = copy("sign-in");
  #parts = parts(this.#element);
  #enter;

  /** `enter(account)` is awaited; what it throws is told, and the form stays. */
  constructor(enter) {
    this.#enter = enter;
    this.#parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  show(fault = "") {
    document.body.append(this.#element);
    document.title = "Agent desk";
    say(this.#parts.fault, fault);
    this.#parts.name.focus();
  }

  remove() {
    this.#element.remove();
  }

  async #submit() {
    const { name, password, fault, submit } = this.#parts;
    submit.disabled = true;
    say(fault, "");
    try {
      await this.#enter(new Account(name.value.trim(), password.value));
    } catch (error) {
      say(fault, error.message);
      password.select();
    }
    submit.disabled = false;
  }
}
