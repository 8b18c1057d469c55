// Moving the keyboard. This comes with the wasm, which asks for it.

/** Puts the keyboard on an element, all of which is seen then: Firefox is content with a part. */
export function show(element) {
  element.focus();
  element.scrollIntoView({ block: "nearest" });
}
