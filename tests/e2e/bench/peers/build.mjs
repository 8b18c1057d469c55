// Bundles each widget as a page would have it: `node build.mjs FOLDER`.

import { build } from "esbuild";

const [folder] = process.argv.slice(2);

const common = {
  bundle: true,
  define: { "process.env.NODE_ENV": '"production"', global: "globalThis" },
  format: "esm",
  jsx: "automatic",
  legalComments: "none",
  logLevel: "warning",
  minify: true,
  outdir: folder,
  target: "es2022",
};

await build({
  ...common,
  entryPoints: ["chatscope.jsx", "deep-chat.js", "floor.js", "lazy.js"],
});

// Made for the React before the current one.
await build({
  ...common,
  alias: { react: "react-17", "react-dom": "react-dom-17" },
  entryPoints: ["react-chat-widget.jsx"],
});
