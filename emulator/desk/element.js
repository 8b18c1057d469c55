// Elements of the page. Text is always text, never markup.

/** A new element; a property "onclick" is a listener, the others are attributes. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** What stands in a template of the page. */
export function copy(template) {
  return document.getElementById(template).content.firstElementChild.cloneNode(true);
}

/** The parts of an element that are marked with `data-part`, by their names. */
export function parts(element) {
  const found = element.querySelectorAll("[data-part]");
  return Object.fromEntries([...found].map((part) => [part.dataset.part, part]));
}

/** Sets a text where it is another one, so that nothing is read out twice. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Gives an element exactly these children; those that are there already stay untouched. */
export function fill(element, children) {
  for (const child of [...element.children]) if (!children.includes(child)) child.remove();
  children.forEach((child, index) => {
    const there = element.children[index];
    if (there !== child) element.insertBefore(child, there ?? null);
  });
}

/** Whether the keyboard acts on something inside. */
export function holdsFocus(element) {
  return element.contains(document.activeElement);
}
