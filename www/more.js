// What a visitor does beside chatting, and what a window has that not every window has. All of it is
// fetched when it is wanted.

import { format } from "./format.js";
import { putInline } from "./inline.js";
import { Menu } from "./menu.js";
import { fitScreen } from "./phone.js";
import { PopOut } from "./popout.js";
import { offerRating } from "./rating.js";
import { giveCorner } from "./resize.js";
import { judgeForm } from "./rules.js";

// What each widget has got of it, by what ends it.
const HAD = new WeakMap();

/**
 * A window opens that has more than others, or its options have changed; or somebody has said something
 * that the visitor does not see; or the menu is asked for by a button.
 */
export function beside(widget, detail, button) {
  if (!HAD.has(widget.signal)) HAD.set(widget.signal, add(widget));
  const { menu, look } = HAD.get(widget.signal);
  look();
  if (button) menu.toggle(button);
  else if (detail?.role) menu.attention.hear(detail);
}

function add(widget) {
  judgeForm(widget);
  const looks = [putInline, fitScreen, offerRating, giveCorner, format].map((make) => make(widget));
  const look = () => {
    menu.look();
    menu.attention.look();
    popOut.look();
    looks.forEach((one) => one());
  };
  const popOut = new PopOut(widget, look);
  const menu = new Menu(widget, popOut);
  const observer = new MutationObserver(look);
  observer.observe(widget.host.shadowRoot, { characterData: true, childList: true, subtree: true });
  observer.observe(widget.host, { attributes: true });
  widget.signal.addEventListener("abort", () => observer.disconnect());
  return { menu, look };
}
