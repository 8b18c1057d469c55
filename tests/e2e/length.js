// What can be seen of the conversation, for the tests in length.rs.

const root = document.querySelector("causerie-chat").shadowRoot;
const log = root.querySelector("[role=log]");

const rows = () => [...log.querySelectorAll(":scope > :not(svg)")];
const number = (row) => Number(/number (\d+):/.exec(row.textContent)?.[1] ?? NaN);
const row = (wanted) => rows().find((row) => number(row) === wanted);

// Rows that stand within the window of the log.
function seen() {
  const { top, bottom } = log.getBoundingClientRect();
  return rows().filter((row) => {
    const place = row.getBoundingClientRect();
    return place.bottom > top && place.top < bottom;
  });
}

const place = (row) => row.getBoundingClientRect().top - log.getBoundingClientRect().top;

const frame = () =>
  new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

// What those hear who hear the page: rows that are added, but for what was said before.
const heard = [];
new MutationObserver((changes) => {
  for (const { addedNodes } of changes) {
    for (const added of addedNodes) {
      if (added.localName === "svg" || added.getAttribute("aria-live") === "off") continue;
      heard.push(added.querySelector(".bubble")?.textContent ?? added.textContent);
    }
  }
}).observe(log, { childList: true });

window.eye = {
  announced: () => heard.join("; "),
  below: () => log.scrollHeight - log.scrollTop - log.clientHeight,
  // Goes up by so many steps of so many pixels; rows that are seen before and after a step have to
  // go down by as much.
  async climb(steps, pixels) {
    const climbed = { jumps: 0, nodes: 0, first: null };
    for (let step = 0; step < steps; step += 1) {
      const before = seen().map((row) => [row, place(row)]);
      log.scrollTop -= pixels;
      await frame();
      await frame();
      const stay = before.filter(([row]) => row.isConnected);
      const moved = stay.filter(([row, was]) => Math.abs(place(row) - was - pixels) > 1.5);
      if (moved.length || !stay.length || !seen().length) {
        climbed.jumps += 1;
        climbed.first ??= { step, moved: moved.map(([row, was]) => place(row) - was), stay: stay.length, seen: seen().length };
      }
      climbed.nodes = Math.max(climbed.nodes, eye.nodes());
    }
    climbed.oldest = number(seen()[0]);
    return climbed;
  },
  // The first row that is seen, and where.
  first: () => [number(seen()[0]), Math.round(place(seen()[0]))],
  focus: () => rows().at(-1).querySelector("a").focus(),
  isDrawn: (wanted) => row(wanted) !== undefined,
  nodes: () => log.querySelectorAll("*").length,
  scroll: (portion) => void (log.scrollTop = portion * log.scrollHeight),
  sees: (wanted) => seen().some((row) => Math.abs(number(row) - wanted) < 200),
  select: (first, last) =>
    getSelection().setBaseAndExtent(row(first), 0, row(last), row(last).childNodes.length),
  selected() {
    const [range] = getSelection().getComposedRanges({ shadowRoots: [root] });
    const live = document.createRange();
    live.setStart(range.startContainer, range.startOffset);
    live.setEnd(range.endContainer, range.endOffset);
    return live.toString();
  },
  unselect: () => getSelection().removeAllRanges(),
  top: () => log.scrollTop,
  unanchor() {
    CSS.supports = () => false;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("[role=log] { overflow-anchor: none }");
    root.adoptedStyleSheets.push(sheet);
  },
};
