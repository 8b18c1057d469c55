// What another script tag brings: a log of the page's widgets, by the tag's options.

import { log } from "./log.js";
import { tagged } from "./tag.js";

const own = tagged();
if (own.panel === "") own.panel = true;

log(own);
