// The demo page: options come from the query string.

import { start } from "./loader.js";

const defaults = { backend: "gms-v1", url: "/genesys", contactUrl: "mailto:help@example.com" };
const asked = Object.fromEntries(new URLSearchParams(location.search));

for (const name of ["dir", "theme"]) {
  if (asked[name]) document.documentElement.setAttribute(name === "dir" ? "dir" : "data-theme", asked[name]);
}

// What went wrong is on the page and in the console already.
start({ ...defaults, ...asked }).catch(() => {});
