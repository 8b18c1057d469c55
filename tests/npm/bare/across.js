import { across } from "./causerie/across.js";
import { start } from "./causerie/index.js";

across(new URLSearchParams(location.search).get("home"));
window.chat = await start({ url: "/genesys", contactUrl: "tel:1" });
