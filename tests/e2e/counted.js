// Counts what the window and the document listen to, and the timers that are set.
window.counted = { listeners: 0, timers: new Set() };
for (const target of [window, document]) {
  const { addEventListener, removeEventListener } = target;
  target.addEventListener = (name, heard, options) => {
    counted.listeners += 1;
    options?.signal?.addEventListener("abort", () => (counted.listeners -= 1));
    addEventListener.call(target, name, heard, options);
  };
  target.removeEventListener = (...rest) => {
    counted.listeners -= 1;
    removeEventListener.apply(target, rest);
  };
}
const { setTimeout: set, clearTimeout: clear } = window;
window.setTimeout = (run, wait) => {
  const id = set(() => {
    counted.timers.delete(id);
    run();
  }, wait);
  counted.timers.add(id);
  return id;
};
window.clearTimeout = (id) => {
  counted.timers.delete(id);
  clear(id);
};
