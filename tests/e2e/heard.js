// What those hear who hear the page, for the tests with heard.rs: what is added to places that are read
// out or no longer hidden there. A place that comes with its words is read only if it is an alert.

const root = document.querySelector("causerie-chat").shadowRoot;
const PLACES = "[role=log], [role=status], [role=alert]";
const UNHEARD = "[hidden], [aria-hidden=true], [aria-live=off], time";

function words(node) {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  const parts = node.nodeType === Node.TEXT_NODE ? [node] : [];
  while (texts.nextNode()) parts.push(texts.currentNode);
  const told = parts.filter((text) => !text.parentElement?.closest(UNHEARD));
  return told.map((text) => text.data.trim()).filter(Boolean).join(" ");
}

const heard = [];
const hear = (place, node) => words(node) && heard.push(`${place.role}: ${words(node)}`);

// What is new, by the place that it is in.
const news = new Map();

function isWithinNews({ parentNode }) {
  return parentNode && (news.has(parentNode) || isWithinNews(parentNode));
}

// Browsers tell it a while later too, as it is by then.
function tell() {
  for (const [node, place] of news) {
    if (!node.isConnected || isWithinNews(node)) continue;
    if (place) hear(place, node);
    else node.querySelectorAll?.("[role=alert]").forEach((alert) => hear(alert, alert));
  }
  news.clear();
}

new MutationObserver((records) => {
  if (!news.size) setTimeout(tell);
  for (const { type, target, addedNodes } of records) {
    const place = (target.closest ? target : target.parentElement)?.closest(PLACES);
    for (const node of addedNodes) news.set(node, place);
    if (type === "attributes" && !target.hidden) news.set(target, place);
    if (type === "characterData" && place && place.role !== "log") news.set(place, place);
  }
}).observe(root, { attributeFilter: ["hidden"], characterData: true, childList: true, subtree: true });

window.heard = () => {
  tell();
  return heard.splice(0);
};
