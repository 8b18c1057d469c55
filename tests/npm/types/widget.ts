// What may be written, and what must not be.

import { Chat, define, init, start } from "causerie";
import type { Backend, CauserieChatElement, CauserieError, CauserieOptions } from "causerie";
import { across } from "causerie/across";
import "causerie/element";
import "causerie/loader";
import { log } from "causerie/log";
import { mask, masked } from "causerie/mask";
import { openBy } from "causerie/open";
import german from "causerie/languages/de";
import address from "causerie/widget_bg.wasm";

across("https://www.example/home.html");
across(new URL("https://www.example/home.html"));
// @ts-expect-error an address is required
across();

init({ wasm: new URL(address, "https://a.example") });
init({ wasm: fetch(address) });
init({ wasm: new Uint8Array(4) });
init({ wasm: new WebAssembly.Module(new ArrayBuffer(8)) });
// @ts-expect-error that is no wasm
init({ wasm: null });
// @ts-expect-error nothing is none either
init({});

define();
const backend: Backend = "gms-v2";
const options: CauserieOptions = { backend, url: "/genesys", fields: ["email", { name: "order", required: true }] };
const chat: CauserieChatElement = await start(options);
await start({ url: "/genesys", words: { ...german, agent: "Beraterin", unread: { other: "+{count}" } } });
// @ts-expect-error there is no such word
await start({ url: "/genesys", words: { agnet: "Beraterin" } });
// @ts-expect-error an address is required
await start({});
// @ts-expect-error there is no such back end
await start({ url: "/genesys", backend: "gms-v3" });

const stop: () => void = chat.on("message", ({ detail }) => {
  const { text, role }: { text: string; role: "agent" | "supervisor" | "system" | "visitor" } = detail;
  const at: number | null = detail.at;
  // @ts-expect-error the time may be missing
  const sure: number = detail.at;
  return [text, role, at, sure];
});
stop();
chat.on("ended", ({ detail: { by } }) => by === "contact-centre");
// @ts-expect-error nobody else ends a chat
chat.on("ended", ({ detail: { by } }) => by === "agent");
// @ts-expect-error there is no such event
chat.on("message-received", () => {});
// @ts-expect-error only a chat without an interface has this one
chat.on("changed", () => {});
document.addEventListener("causerie:typing", ({ detail }) => detail.nicknames.join());

await chat.tell({ nickname: "JD" });
// @ts-expect-error one thing at a time
await chat.tell({});
await chat.set({ title: "Help", language: "fr", userData: { plan: "gold" } });
// @ts-expect-error an address cannot change
await chat.set({ url: "/else" });
await chat.send("hello").catch((error: CauserieError) => error.name === "NoChatError");
// @ts-expect-error there is no error of that name
await chat.send("hello").catch((error: CauserieError) => error.name === "ChatsError");

const end: () => void = openBy(chat, { buttons: "#help, .contact a" });
end();
// @ts-expect-error it has to be said which
openBy(chat, {});
// @ts-expect-error a selector is text
openBy(chat, { buttons: document.body });

const unmask: () => void = mask({ ibans: false, patterns: ["\\d{3}"], by: (text) => text.trim() });
unmask();
const said: string = masked("4111 1111 1111 1111");
await chat.send(said);
// @ts-expect-error expressions are text
mask({ patterns: [/\d/] });

const unlog: () => void = log({ level: "debug", panel: true, to: ({ at, level, name }) => `${at} ${level} ${name}` });
unlog();
log({ redact: false, to: (entry) => (entry.name === "error" ? entry.detail.kind : entry.level) });
// @ts-expect-error there is no such level
log({ level: "loud" });
// @ts-expect-error nobody rates a message
log({ to: (entry) => (entry.name === "message" ? entry.detail.grade : 0) });

const element: CauserieChatElement = document.createElement("causerie-chat");
element.fields = [];
await window.causerie?.("start", { url: "/genesys" });
await window.causerie?.("on", "opened", ({ type }) => type);
// @ts-expect-error there is no such command
await window.causerie?.("shut");

const headless: EventTarget = new Chat({ url: "/genesys" });
// @ts-expect-error it has no window
headless.close();
