// What outlives a reload, where the browser lets us keep anything.

/** What was kept under that key, or undefined. */
export function recall(storage, key) {
  try {
    return JSON.parse(globalThis[storage].getItem(key)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a value; undefined forgets it. */
export function keep(storage, key, value) {
  try {
    if (value === undefined) globalThis[storage].removeItem(key);
    else globalThis[storage].setItem(key, JSON.stringify(value));
  } catch {
    // It lives as long as the page, then.
  }
}
