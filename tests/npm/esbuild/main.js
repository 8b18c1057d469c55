import { init, start } from "causerie";
import wasm from "causerie/widget_bg.wasm";

init({ wasm: new URL(wasm, import.meta.url) });
window.chat = await start({ url: "/genesys", contactUrl: "tel:1" });
