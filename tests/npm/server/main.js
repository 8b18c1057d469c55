import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { Page } from "./page.js";

const wrong = (error) => console.error(`the page is not what the server rendered: ${error}`);
hydrateRoot(document.body, createElement(Page), { onRecoverableError: wrong });
