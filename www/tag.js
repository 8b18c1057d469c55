// What a second script tag needs: its own options, and the widget that the first one brings.

/** The options of the tag whose script runs now. */
export function tagged() {
  // Not by name: a form of that name would be in its place.
  return { ...Reflect.get(Document.prototype, "currentScript", document)?.dataset };
}

/** Does that with the page's first widget, once there is one: the other script may come later. */
export function withFirst(deed) {
  const begin = () => {
    const chat = document.querySelector("causerie-chat");
    if (chat?.shadowRoot) deed(chat);
    return Boolean(chat?.shadowRoot);
  };
  if (begin()) return;
  const observer = new MutationObserver(() => begin() && observer.disconnect());
  observer.observe(document.documentElement, { childList: true, subtree: true });
  customElements.whenDefined("causerie-chat").then(() => begin() && observer.disconnect());
}
