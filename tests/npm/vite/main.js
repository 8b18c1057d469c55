import { start } from "causerie";

window.chat = await start({ url: "/genesys", contactUrl: "tel:1" });
