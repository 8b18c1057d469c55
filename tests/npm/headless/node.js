// A whole chat where there is no window: `node node.js http://127.0.0.1:8888/genesys`.

import { readFile } from "node:fs/promises";
import { Chat, init } from "causerie/headless";

const [url] = process.argv.slice(2);
init({ wasm: await readFile(new URL(import.meta.resolve("causerie/session_bg.wasm"))) });
const chat = new Chat({ url, pollInterval: 500 });

/** Resolves when it is so. */
function until(isSo) {
  return new Promise((done) => {
    const look = () => isSo(chat.view) && done();
    chat.on("changed", look);
    look();
  });
}

await chat.open({ firstName: "Ada", subject: "Relativity" });
await until(({ stage }) => stage === "chatting");
await chat.send("from Node.js");
await until(({ rows }) => rows.some(({ text, delivery }) => text === "from Node.js" && delivery === "sent"));
await until(({ rows }) => rows.some(({ role, type }) => role === "agent" && type === "text"));
await chat.end();
await until(({ stage }) => stage === "ended");
console.log(chat.view.by);
await chat.destroy();
