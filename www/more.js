// What a visitor does beside chatting, and what a window has that not every window has. All of it is
// fetched when it is wanted.

import { format } from "./format.js";
import { putInline } from "./inline.js";
import { Menu } from "./menu.js";
import { fitScreen } from "./phone.js";
import { offerRating } from "./rating.js";
import { giveCorner } from "./resize.js";
import { judgeForm } from "./rules.js";

// What each widget has got of it, by what ends it.
const HAD = new WeakMap();

/**
 * A window opens that has more than others; or somebody has said something that the visitor does not
 * see; or the menu is asked for by a button.
 */
export function beside(widget, detail, button) {
  let menu = HAD.get(widget.signal);
  if (!menu) {
    HAD.set(widget.signal, (menu = new Menu(widget)));
    add(widget);
  }
  if (button) menu.toggle(button);
  else if (detail?.role) menu.attention.hear(detail);
}

function add(widget) {
  judgeForm(widget);
  putInline(widget);
  fitScreen(widget);
  const looks = [offerRating, giveCorner, format].map((make) => make(widget));
  const look = () => looks.forEach((one) => one());
  const observer = new MutationObserver(look);
  observer.observe(widget.host.shadowRoot, { childList: true, subtree: true });
  widget.signal.addEventListener("abort", () => observer.disconnect());
  look();
}
