// Why a command is not carried out.

/** For what failed and is told of elsewhere. */
export const ignore = () => {};

/** An error with a name for programs, a sentence for people, and the cause where there is one. */
export class Refusal extends Error {
  // Its own: set, what all errors inherit would be refused where that is frozen.
  name;

  constructor(name, sentence, cause) {
    super(`causerie: ${sentence}`, { cause });
    this.name = `${name}Error`;
  }
}

/** What was thrown: text is a name and a sentence, anything else a fault of the widget. */
export function refused(thrown) {
  if (thrown instanceof Refusal) return thrown;
  if (typeof thrown !== "string") return new Refusal("Failed", "the widget failed", thrown);
  const [name, sentence] = thrown.split(/:(.*)/s);
  return new Refusal(name, sentence);
}
