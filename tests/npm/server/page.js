// A page in React, as a server renders it and a browser goes on with it.

import "causerie/element";
import { createElement } from "react";

export function Page() {
  return createElement(
    "main",
    null,
    createElement("h1", null, "A page rendered by a server"),
    createElement("causerie-chat", { url: "/genesys", "contact-url": "tel:1" }),
  );
}
