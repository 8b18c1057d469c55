// What a second script tag brings: buttons of the page's own for its first widget, by the tag's options.

import { openBy } from "./open.js";
import { tagged, withFirst } from "./tag.js";

const own = tagged();

withFirst((chat) => openBy(chat, own));
