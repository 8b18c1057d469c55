// What another script tag brings: what visitors write is masked, by the tag's options.

import { mask } from "./mask.js";
import { tagged } from "./tag.js";

const own = tagged();
try {
  if ("patterns" in own) own.patterns = JSON.parse(own.patterns);
} catch {
  // It is refused as it stands there.
}

mask(own);
