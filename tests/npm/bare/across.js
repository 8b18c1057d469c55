import { across } from "./causerie/across.js";
import { start } from "./causerie/index.js";

across(Object.assign(new URL("home.html", location), { hostname: "localhost" }));
window.chat = await start({ url: "/genesys", contactUrl: "tel:1" });
