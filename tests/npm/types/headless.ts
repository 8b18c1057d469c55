// What may be written of a chat without an interface, and what must not be.

import { Chat, init } from "causerie/headless";
import type { ChatEvent, ChatRow, ChatView } from "causerie/headless";
// @ts-expect-error the widget is elsewhere
import { start } from "causerie/headless";
import address from "causerie/session_bg.wasm";

init({ wasm: address });
const chat = new Chat({ url: "/genesys", backend: "gms-v2", visitor: { firstName: "Ada" } });
// @ts-expect-error there is no window to be open
new Chat({ url: "/genesys", open: true });

const off = chat.on("changed", () => draw(chat.view));
chat.on("participant", (event: ChatEvent<"participant">) => event.detail.role);
// @ts-expect-error there is no window to be opened
chat.on("opened", () => {});
off();

function draw(view: ChatView): string {
  // @ts-expect-error what is shown is not to be changed
  view.draft = "";
  // @ts-expect-error nor are the rows
  view.rows.pop();
  switch (view.stage) {
    case "form":
      return view.trouble?.message ?? "";
    case "opening":
      return view.waiting ? (view.words ?? "") : "";
    case "ended":
      return view.by;
    case "absent":
    case "chatting":
    case "ending":
    case "resuming":
      // @ts-expect-error that is only told of the end
      return view.by;
    default:
      return view satisfies never;
  }
}

function line(row: ChatRow): string | number {
  // @ts-expect-error only files have one
  row.portion;
  if (row.type === "file") return row.percent ?? row.portion;
  if (row.type === "renamed") return row.formerly;
  return row.delivery === "failed" ? `${row.reason}` : row.text;
}

await chat.open({ subject: "A question", order: 5 });
await chat.typing();
await chat.typing("half a sen");
await chat.attach(new File([], "empty.txt"));
// @ts-expect-error text is no file
await chat.attach("empty.txt");
for (const row of chat.view.rows) if (line(row) === "lost") await chat.retry(row.key);
// @ts-expect-error keys are numbers
await chat.retry("5");
await chat.set({ userData: { plan: "gold" } });
// @ts-expect-error nothing else changes
await chat.set({ title: "Help" });
start;
