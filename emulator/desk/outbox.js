// What the agent has sent and the contact centre has not told of yet.

/**
 * Rows with a `kind` ("message" or "file"), what is sent, and a `state`: "sending"; "lost", when
 * there was no answer and the log has to tell whether it arrived; "failed", with the reason.
 */
export class Outbox {
  #rows = [];
  #keys = 0;

  get rows() {
    return this.#rows;
  }

  add(fields) {
    this.#keys += 1;
    const row = { key: this.#keys, state: "sending", ...fields };
    this.#rows.push(row);
    return row;
  }

  discard(row) {
    this.#rows = this.#rows.filter((one) => one !== row);
  }

  /** An event of the agent's own was told: the row that it came from is done. */
  settle(kind, words) {
    const row = this.#rows.find((one) => one.kind === kind && one.words === words);
    if (row) this.discard(row);
  }

  /** The log was read after the loss, so what is still here did not arrive. */
  giveUpLost() {
    for (const row of this.#rows) if (row.state === "lost") fail(row, "It did not arrive.");
  }

  fail(row, why) {
    fail(row, why);
  }
}

function fail(row, why) {
  row.state = "failed";
  row.why = why;
}
