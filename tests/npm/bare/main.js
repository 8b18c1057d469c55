import { start } from "./causerie/index.js";

window.chat = await start({ url: "/genesys", contactUrl: "tel:1" });
