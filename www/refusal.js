// Why a command is not carried out.

/** An error with a name for programs, a sentence for people, and the cause where there is one. */
export class Refusal extends Error {
  constructor(name, sentence, cause) {
    super(`causerie: ${sentence}`, { cause });
    this.name = `${name}Error`;
  }
}

/** What was thrown: text is a name and a sentence, anything else a fault of the widget. */
export function refused(thrown) {
  if (thrown instanceof Refusal) return thrown;
  const [, name, sentence] = /^(\w+):(.*)/s.exec(thrown) ?? [];
  if (typeof thrown === "string") return new Refusal(name, sentence);
  return new Refusal("Failed", "the widget failed", thrown);
}
