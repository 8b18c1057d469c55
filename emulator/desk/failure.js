// Why something could not be done; the messages are sentences for the agent.

/** The contact centre does not want it. Its `code` is that of the agent API's return values. */
export class Refusal extends Error {
  constructor(code, message) {
    super(message || "The contact centre has refused.");
    this.code = code;
  }

  /** Whether one is not, or not any more, a participant of the chat. */
  get isNotYours() {
    return this.code === 3;
  }

  get isUnknown() {
    return this.code === 6;
  }
}

/** The name and the password are not accepted. */
export class SignedOut extends Error {
  constructor() {
    super("The name or the password is wrong.");
  }
}

/** There was no answer, or none that could be read: what was asked may have been done or not. */
export class Unreachable extends Error {
  constructor(cause) {
    super("The contact centre cannot be reached.", { cause });
  }
}
