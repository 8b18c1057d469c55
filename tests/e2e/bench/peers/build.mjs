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

const long = { ...common, entryNames: "long-[name]" };

await build({
  ...long,
  entryPoints: ["long/chatscope.jsx", "long/deep-chat.js"],
});

// Made for the React before the current one.
const before = { alias: { react: "react-17", "react-dom": "react-dom-17" } };

await build({ ...common, ...before, entryPoints: ["react-chat-widget.jsx"] });

await build({ ...long, ...before, entryPoints: ["long/react-chat-widget.jsx"] });
