import { Chat } from "causerie/headless";

const asked = Object.fromEntries(new URLSearchParams(location.search));
const options = { url: "/genesys", visitor: { firstName: "Ada" }, ...asked };

/** Another chat, in the place of the one before. */
window.begin = () => {
  const chat = (window.chat = new Chat(options));
  window.events = [];
  const heard = "changed connection ended error message participant ready started typing".split(" ");
  for (const name of heard) chat.on(name, ({ detail }) => events.push([name, detail]));
  chat.on("changed", () => draw(chat.view));
};

/** A chat in a worker; `staged` is where it stands. */
window.work = () => {
  window.worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => (window.staged = data);
};

function draw({ stage, rows, typing }) {
  document.querySelector("output").textContent = [stage, ...typing].join(" ");
  document.querySelector("ol").replaceChildren(...rows.map(line));
}

function line({ nickname, text, type, delivery }) {
  const item = document.createElement("li");
  item.textContent = [nickname, text || type, delivery ?? ""].join(" | ");
  return item;
}

begin();
