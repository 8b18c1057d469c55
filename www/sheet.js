// Styles of a shadow root.

import { make } from "./launcher.js";

/** Adds a style sheet to a shadow root. */
export function sheet(root, text) {
  try {
    // Passes any policy; browsers that are too old for it know no policy either.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    root.adoptedStyleSheets = [sheet];
  } catch {
    root.append(make("style", {}, text));
  }
}
