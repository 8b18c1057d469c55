// What another script tag brings: chats are kept for all sub-domains, where the tag says.

import { across } from "./across.js";
import { tagged } from "./tag.js";

across(tagged().home);
