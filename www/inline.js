// A window that is part of the page.

import { dress } from "./dress.js";
import { flag } from "./later.js";

const LOOK_OF_INLINE = `
  :host {
    block-size: 600px;
    display: block;
    position: relative;
    z-index: auto;
  }

  .causerie {
    block-size: 100%;
    display: block;
    position: static;
    z-index: auto;
  }

  .launcher,
  .note {
    inset: auto;
    position: static;
  }

  .launcher.is-open {
    display: none;
  }

  .window {
    animation: none;
    block-size: 100%;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: none;
    inline-size: 100%;
    inset: 0;
    max-block-size: none;
    max-inline-size: none;
    position: absolute;
  }
`;

/** Puts a widget where its element is, as large as that; gives what is to be done whenever something changes. */
export function putInline({ host }) {
  return () => dress(host.shadowRoot, LOOK_OF_INLINE, flag(host.options, "inline"));
}
