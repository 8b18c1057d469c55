// What comes later than the window: style sheets, and elements.

// Made once for all widgets of a page, by their text.
const SHEETS = new Map();

/** Adds a style sheet to a widget's shadow root, or takes it away. */
export function dress(root, css, wears = true) {
  try {
    let sheet = SHEETS.get(css);
    if (!sheet) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(css);
      SHEETS.set(css, sheet);
    }
    const { adoptedStyleSheets: worn } = root;
    if (worn.includes(sheet) === wears) return;
    root.adoptedStyleSheets = wears ? [...worn, sheet] : worn.filter((other) => other !== sheet);
  } catch {
    const worn = [...root.querySelectorAll("style")].find((style) => style.textContent === css);
    if (!wears) worn?.remove();
    else if (!worn) root.append(Object.assign(document.createElement("style"), { textContent: css }));
  }
}

/** An element with these properties and children; pages find it by its class, or else its name. */
export function piece(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.setAttribute("part", element.className || name);
  element.append(...children);
  return element;
}
