// Lets `window.painted` become the time at which a row with these words has been painted, in
// milliseconds since the epoch.
const [words] = arguments;
const log = document.querySelector("causerie-chat").shadowRoot.querySelector("[role=log]");

// A frame's callbacks run before it is painted, the next task after it.
const painted = (tell) => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => tell(performance.timeOrigin + performance.now());
  requestAnimationFrame(() => port2.postMessage(null));
};

window.painted = new Promise((tell) => {
  const observer = new MutationObserver(() => {
    if (!log.textContent.includes(words)) return;
    observer.disconnect();
    painted(tell);
  });
  observer.observe(log, { childList: true, subtree: true, characterData: true });
});
