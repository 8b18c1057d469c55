// What a second script tag brings: an invitation beside the page's first widget, by the tag's options.

import { invite } from "./invite.js";
import { tagged, withFirst } from "./tag.js";

const own = tagged();
for (const name of ["idle", "delay", "days"]) if (name in own) own[name] = Number(own[name] || NaN);

withFirst((chat) => invite(chat, own));
