// A window of the size that the visitor likes: by its corner, which can be dragged, clicked, and
// moved by keys.

import { dress, piece } from "./dress.js";
import { flag, keepThere, kept, wordsOf } from "./later.js";

// Where the size is kept, as two numbers of CSS pixels.
const SIZE = "causerie-size";

const USUAL = [380, 600];

const LEAST = [300, 320];

// How much an arrow key moves the corner, in CSS pixels.
const STEP = 20;

const LOOK_OF_CORNER = `
  .corner {
    block-size: 24px;
    border-radius: 0;
    cursor: nwse-resize;
    inline-size: 24px;
    inset-block-start: 0;
    inset-inline-start: 0;
    position: absolute;
    touch-action: none;
  }

  .corner:dir(rtl) {
    cursor: nesw-resize;
  }

  .corner::before {
    block-size: 8px;
    border: 2px solid var(--edge);
    border-block-end: 0;
    border-inline-end: 0;
    border-start-start-radius: 5px;
    content: "";
    inline-size: 8px;
  }

  .corner:focus-visible {
    outline-offset: -3px;
  }

  @media (max-width: 480px), (max-height: 480px) and (pointer: coarse) {
    .corner {
      display: none;
    }
  }

  @media (min-width: 481px) {
    .window {
      block-size: var(--own-height, 600px);
      inline-size: var(--own-width, 380px);
    }
  }
`;

/** Gives the windows of a widget a corner; gives what is to be done whenever something changes. */
export function giveCorner(widget) {
  const { host, options } = widget;
  const root = host.shadowRoot;
  const before = kept(options)?.getItem(SIZE)?.split(" ").map(Number) ?? [];
  let size = before.length === 2 && before.every(Number.isFinite) ? before : undefined;

  const wear = (size) => {
    const look = root.querySelector(".causerie");
    ["--own-width", "--own-height"].forEach((name, place) => {
      if (size) look?.style.setProperty(name, `${size[place]}px`);
      else look?.style.removeProperty(name);
    });
  };
  const become = (wanted) => {
    // What the screen does not hold, the style sheet takes off.
    size = wanted?.map((length, place) => Math.round(Math.max(LEAST[place], length)));
    wear(size);
    keepThere(options, SIZE, size?.join(" "));
  };

  return () => {
    const has = flag(host.options, "resizable") && !flag(host.options, "inline");
    const window = root.querySelector(".window");
    let corner = window?.querySelector(".corner");
    dress(root, LOOK_OF_CORNER, has);
    if (!has) {
      corner?.remove();
      return wear();
    }
    if (!window) return;
    if (!corner) {
      wear(size);
      corner = piece("button", { className: "corner", type: "button" });
      hold(corner, window, become);
      window.append(corner);
    }
    const words = wordsOf(widget);
    if (corner.getAttribute("aria-label") !== words.resize) corner.setAttribute("aria-label", words.resize);
  };
}

// What people do with a corner.
function hold(corner, window, become) {
  const measure = () => [window.offsetWidth, window.offsetHeight];
  // On which side of the window it is, where wider is.
  const side = () => {
    const { left } = corner.getBoundingClientRect();
    return left - window.getBoundingClientRect().left < window.offsetWidth / 2 ? -1 : 1;
  };
  let from;
  let moved = false;
  corner.addEventListener("pointerdown", (event) => {
    corner.setPointerCapture(event.pointerId);
    from = { x: event.clientX, y: event.clientY, size: measure(), side: side() };
    moved = false;
  });
  corner.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (!from) return;
    moved ||= Math.hypot(x - from.x, y - from.y) > 3;
    if (moved) become([from.size[0] + (x - from.x) * from.side, from.size[1] + from.y - y]);
  });
  for (const end of ["pointerup", "pointercancel"]) corner.addEventListener(end, () => (from = undefined));
  // Without dragging: as large as can be, or as usual.
  corner.addEventListener("click", () => {
    if (moved) return (moved = false);
    const [width, height] = measure();
    const isUsual = Math.abs(width - USUAL[0]) < 2 && Math.abs(height - USUAL[1]) < 2;
    become(isUsual || width < USUAL[0] ? [innerWidth / 2, innerHeight] : undefined);
  });
  corner.addEventListener("keydown", (event) => {
    const steps = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const [width, height] = measure();
    become([width + step[0] * side() * STEP, height + step[1] * STEP]);
  });
}
