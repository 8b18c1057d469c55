// Renders the page where there is no window, and prints it.

import * as all from "causerie";
import * as headless from "causerie/headless";
import "causerie/loader";
import "causerie/open";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { Page } from "./page.js";

if (globalThis.window || globalThis.document || globalThis.HTMLElement) throw new Error("no server");
all.define();
const names = [Object.keys(all), Object.keys(headless)].map((keys) => keys.sort().join(" "));
if (names.join("; ") !== "Chat define init start; Chat init") throw new Error(names.join("; "));

console.log(`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>A page rendered by a server</title>
  <link rel="icon" href="icon.svg" type="image/svg+xml">
  <script type="module" src="main.js"></script>
</head>
<body>${renderToString(createElement(Page))}</body>
</html>`);
