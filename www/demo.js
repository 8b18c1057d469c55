// The demo page: options come from the query string.

import { start } from "./module.js";

// Where the emulator serves each API.
const URLS = { gws: "/api", "web-api": "/eservices/api" };

const asked = Object.fromEntries(new URLSearchParams(location.search));
const url = URLS[asked.backend] ?? "/genesys";
const defaults = { backend: "gms-v1", url, contactUrl: "mailto:help@example.com" };

for (const name of ["dir", "theme"]) {
  if (asked[name])
    document.documentElement.setAttribute(name === "dir" ? "dir" : "data-theme", asked[name]);
}

start({ ...defaults, ...asked }).then(
  (chat) => {
    // For those who try it in the console.
    window.chat = chat;
  },
  () => {
    // What went wrong is on the page and in the console already.
  },
);
