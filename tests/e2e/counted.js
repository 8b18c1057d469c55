// Counts what the window and the document listen to, timers that are set, observers at work and
// requests under way.
window.counted = { listeners: 0, timers: new Set(), observers: new Set(), requests: 0 };
window.left = () => [
  counted.listeners,
  counted.timers.size,
  counted.observers.size,
  counted.requests,
  document.querySelectorAll("causerie-chat, link[rel=modulepreload]").length,
];
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
for (const name of ["MutationObserver", "ResizeObserver"]) {
  window[name] = class extends window[name] {
    observe(...rest) {
      counted.observers.add(this);
      super.observe(...rest);
    }
    disconnect() {
      counted.observers.delete(this);
      super.disconnect();
    }
  };
}
const own = window.fetch;
window.fetch = (...call) => {
  counted.requests += 1;
  const answer = own(...call);
  const settled = () => (counted.requests -= 1);
  answer.then(settled, settled);
  return answer;
};
