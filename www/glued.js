// What the glue's companions have in common. It is part of the same file as the glue.

// Anything as JSON; `nothing` where it cannot be written so.
function json(value) {
  try {
    return JSON.stringify(value) ?? "nothing";
  } catch {
    return "nothing";
  }
}

// Where chats are kept and tabs meet: here, or where `across.js` has them.
const SITE = (globalThis[Symbol.for("causerie")] ??= globalThis);
const { BroadcastChannel } = SITE;

// Who is to be told when the wasm fails.
const WATCHING = new Set();

function watch(failed, signal) {
  WATCHING.add(failed);
  signal.addEventListener("abort", () => WATCHING.delete(failed));
}

// What a wasm exports, whose functions tell when they trap: a full memory or a deep recursion leaves
// no last word, and Safari tells the page nothing of errors in wasm of another origin.
function guarded(exports) {
  const guarded = {};
  for (const name in exports) {
    const own = exports[name];
    const guard = (...given) => {
      try {
        return own(...given);
      } catch (cause) {
        // Once nothing of it is under way any more.
        if (cause instanceof WebAssembly.RuntimeError) setTimeout(() => WATCHING.forEach((failed) => failed(cause)));
        throw cause;
      }
    };
    guarded[name] = typeof own === "function" ? guard : own;
  }
  return guarded;
}
