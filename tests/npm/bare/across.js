import { across } from "./causerie/across.js";
import { start } from "./causerie/index.js";

const query = new URLSearchParams(location.search);
across(`${query.get("home")}/home.html?origins=${origin}`);
window.chat = await start({ url: `${query.get("center")}/genesys`, contactUrl: "tel:1" });
