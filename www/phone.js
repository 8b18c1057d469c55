// Small screens: the window is where nothing covers it, and the page behind stays where it is.

import { dress } from "./dress.js";
import { flag } from "./later.js";

// As the style sheet of the window has it, and telephones that lie on their side.
const SMALL = "(max-width: 480px), (max-height: 480px) and (pointer: coarse)";

const LOOK_OF_PHONE = `
  @media (max-width: 480px), (max-height: 480px) and (pointer: coarse) {
    .window {
      animation: none;
      block-size: 100dvh;
      block-size: var(--seen-height, 100dvh);
      border-radius: 0;
      box-shadow: none;
      inline-size: auto;
      inset: 0;
      inset-block: var(--seen-top, 0) auto;
      max-block-size: none;
      max-inline-size: none;
      padding-left: env(safe-area-inset-left);
      padding-right: env(safe-area-inset-right);
    }

    .header {
      padding-block-start: max(10px, env(safe-area-inset-top));
    }

    .form {
      padding-block-end: max(20px, env(safe-area-inset-bottom));
    }

    .launcher.is-open {
      display: none;
    }

    /* The keyboard of the screen covers what the browser keeps clear otherwise. */
    [data-covered] :is(.composer, .ended, .question) {
      padding-block-end: 10px;
    }
  }
`;

/**
 * Keeps the window of a widget in what is seen of a small screen; gives what is to be done whenever something
 * changes.
 */
export function fitScreen(widget) {
  const { host, signal } = widget;
  const root = host.shadowRoot;
  const screen = globalThis.visualViewport;
  const small = matchMedia(SMALL);
  const page = document.documentElement;
  // How the page scrolled that lies behind.
  let behind;
  // Whether the window is part of the page, or elsewhere, and not before it.
  let inline;

  const hold = (held) => {
    if (held === (behind !== undefined)) return;
    if (held) {
      behind = [page.style.getPropertyValue("overflow"), page.style.getPropertyPriority("overflow")];
      page.style.setProperty("overflow", "hidden", "important");
    } else {
      page.style.setProperty("overflow", ...behind);
      behind = undefined;
    }
  };

  const fit = () => {
    const full = small.matches && !inline && host.hasAttribute("open") && !signal.aborted;
    hold(full);
    const look = root.querySelector(".causerie");
    if (!look) return;
    // Whoever has enlarged a part of the screen moves it by hand.
    const seen = full && screen && screen.scale < 1.01 ? screen : undefined;
    const log = root.querySelector("[role=log]");
    const atEnd = log && log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    place(look, "--seen-height", seen && `${seen.height}px`);
    place(look, "--seen-top", seen && `${seen.offsetTop}px`);
    const covered = seen ? innerHeight - seen.height > 120 : false;
    look.toggleAttribute("data-covered", covered);
    if (covered) root.activeElement?.scrollIntoView({ block: "nearest" });
    if (atEnd) log.scrollTop = log.scrollHeight;
  };

  for (const name of ["resize", "scroll"]) screen?.addEventListener(name, fit, { signal });
  small.addEventListener("change", fit, { signal });
  for (const name of ["causerie:opened", "causerie:closed"]) host.addEventListener(name, fit, { signal });
  signal.addEventListener("abort", fit);
  return () => {
    const now = flag(host.options, "inline") || Boolean(widget.elsewhere);
    if (inline === now) return;
    inline = now;
    dress(root, LOOK_OF_PHONE, !inline);
    fit();
  };
}

function place(look, name, value) {
  if (value) look.style.setProperty(name, value);
  else look.style.removeProperty(name);
}
