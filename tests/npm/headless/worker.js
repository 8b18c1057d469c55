// A chat in a worker, whose page is told of each new stage.

import { Chat } from "causerie/headless";

const chat = new Chat({ url: new URL("/genesys", location).href });
chat.on("changed", () => postMessage(chat.view.stage));
onmessage = ({ data }) => chat[data.command](data.argument);
