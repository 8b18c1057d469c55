// What has happened, and what is waited for.

export class Story {
  all = [];
  #waiting = [];

  add(event) {
    this.all.push(event);
    this.#waiting = this.#waiting.filter((one) => !one.settle(event));
  }

  /** The first event that is so, among those after `from`. */
  until(isSo, what, from = 0) {
    const known = this.all.slice(from).find(isSo);
    if (known !== undefined) {
      return Promise.resolve(known);
    }
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`there was no ${what}`)), 20_000);
      const settle = (event) => {
        if (!isSo(event)) {
          return false;
        }
        clearTimeout(timer);
        resolve(event);
        return true;
      };
      this.#waiting.push({ settle });
    });
  }

  /** The first event from now on that is so. */
  next(isSo, what) {
    return this.until(isSo, what, this.all.length);
  }
}
