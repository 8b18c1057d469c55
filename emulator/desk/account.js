// Who signs in.

import { keep, recall } from "./store.js";

const KEY = "desk.account";

/** A name and a password. They are kept until the window is closed, and in this window only. */
export class Account {
  constructor(name, password) {
    this.name = name;
    this.password = password;
  }

  /** The account with which this window was signed in before it was loaded again. */
  static kept() {
    const [name, password] = recall("sessionStorage", KEY) ?? [];
    return name === undefined ? undefined : new Account(name, password);
  }

  static forget() {
    keep("sessionStorage", KEY, undefined);
  }

  keep() {
    keep("sessionStorage", KEY, [this.name, this.password]);
  }

  /** The header `Authorization`. */
  get authorization() {
    const bytes = new TextEncoder().encode(`${this.name}:${this.password}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  }
}
