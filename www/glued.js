// What the glue's companions have in common. It is part of the same file as the glue.

// Anything as JSON; `nothing` where it cannot be written so.
function json(value) {
  try {
    return JSON.stringify(value) ?? "nothing";
  } catch {
    return "nothing";
  }
}

// A full memory or a deep recursion leaves no last word, but reaches the page as an error.
function watch(failed, signal) {
  const heard = ({ error, reason }) => {
    const cause = error ?? reason;
    const ours = `${cause?.stack}`.includes(import.meta.url.replace(/\.js.*/, ""));
    if (ours && cause instanceof WebAssembly.RuntimeError) failed(cause);
  };
  for (const name of ["error", "unhandledrejection"]) addEventListener(name, heard, { signal });
}
