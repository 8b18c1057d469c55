// The button that opens the window, until the widget itself draws one like it.

const BUBBLE =
  "M4.5 5h15a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H12l-4.5 3.6V17h-3a1.5 1.5 0 0 1-1.5-1.5v-9a1.5 1.5 0 0 1 1.5-1.5ZM8 9.5h8M8 13h5";

/** An element of that name, with these attributes and children. */
export function make(name, attributes, ...children) {
  const kind = /svg|path/.test(name) ? "2000/svg" : "1999/xhtml";
  const element = document.createElementNS(`http://www.w3.org/${kind}`, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The button, as `src/ui/launcher.rs` draws it, with words of the page's own or English ones. */
export function launcher(words) {
  const icon = make("svg", { class: "icon", viewBox: "0 0 24 24", "aria-hidden": true }, make("path", { d: BUBBLE }));
  const attributes = {
    type: "button",
    "aria-haspopup": "dialog",
    class: "launcher",
    part: "launcher",
    "aria-expanded": false,
  };
  return make("button", attributes, icon, words ?? make("span", { lang: "en" }, "Chat with us"));
}
