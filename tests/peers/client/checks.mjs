// What the official client must find, in the order in which a chat comes to it.

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Chat } from "./chat.mjs";
import { Client } from "./client.mjs";

export const checks = [
  ["the handshake succeeds and the connection stands", connects],
  ["the subscription is confirmed", subscribes],
  ["the pushes of a chat come in order, own messages among them", receives],
  ["what the agent does is pushed", hearsTheAgent],
  ["an idle connect ends and the next one follows", idles],
  ["service channels take publications, the chat's channel does not", publishes],
  ["a batch of messages is answered message by message", batches],
  ["the ack extension brings again what was lost on the way", acknowledges],
  ["a short outage keeps the session and what was pushed meanwhile", survives],
  ["a forgotten session is begun anew, with its subscription", recovers],
  ["after that the gap is filled by a refresh from a position", repairs],
  ["a second client of the browser is told to go slowly, and hears all", shares],
  ["after unsubscribing nothing comes any more", unsubscribes],
  ["the end of the chat is answered directly", ends],
  ["a disconnect ends the session at once", disconnects],
];

const isConnect = (reply) => reply.channel === "/meta/connect";
const isHandshake = (reply) => reply.channel === "/meta/handshake";

let users = 0;

/** A client that listens, of a user and a browser of its own, and the user's name. */
async function listener(link, options) {
  users += 1;
  const user = `user ${users}`;
  const client = new Client(link, user, options);
  await client.listen();
  return { client, user };
}

/** The same with a chat whose first push has come. */
async function chatting(link, options) {
  const { client, user } = await listener(link, options);
  const chat = await Chat.open(link.address, user);
  await client.pushes.until(() => true, "first push");
  return { client, user, chat };
}

async function connects({ link }) {
  const client = new Client(link, "nobody");
  const { welcome } = await client.listen();
  assert.equal(welcome.successful, true);
  const first = await client.replies.until(isConnect, "connect reply");
  assert.equal(first.successful, true);
  assert.deepEqual([first.advice.reconnect, first.advice.interval], ["retry", 0]);
  // The client tells its listeners first and changes its mind then.
  await sleep(100);
  assert.equal(client.cometd.getStatus(), "connected");
  await client.disconnect();
}

async function subscribes({ link }) {
  const client = new Client(link, "nobody");
  const { subscribed } = await client.listen();
  assert.deepEqual([subscribed.successful, subscribed.subscription], [true, "/_genesys"]);
  await client.disconnect();
}

async function receives({ link }) {
  const { client, chat } = await chatting(link);
  const [first] = client.pushes.all;
  assert.equal(first.message.chatIxnState, "TRANSCRIPT");
  assert.equal(first.tag, `service.chat.refresh.${chat.service}`);
  for (const text of ["one", "two", "three"]) {
    const note = await chat.say(text);
    assert.equal(note.message, "Messages will sent over CometD service channel /_genesys");
  }
  await client.hears("three");
  const own = client.heard.filter((text) => ["one", "two", "three"].includes(text));
  assert.deepEqual(own, ["one", "two", "three"]);
  const positions = client.pushes.all.map((push) => Number(push.message.transcriptPosition));
  assert.deepEqual(positions, [...positions].sort((a, b) => a - b));
  await client.disconnect();
}

async function hearsTheAgent({ link }) {
  const { client } = await chatting(link);
  await client.hears("has joined the session");
  await client.disconnect();
}

async function idles({ link }) {
  const { client } = await listener(link);
  const patience = client.cometd.getAdvice().timeout;
  if (patience > 10_000) {
    return;
  }
  await sleep(patience * 2 + 500);
  const connects = client.replies.all.filter(isConnect);
  assert.ok(connects.every((reply) => reply.successful));
  assert.ok(connects.length >= 3 && connects.length <= 4, `${connects.length} connects`);
  await client.disconnect();
}

async function publishes({ link }) {
  const { client } = await listener(link);
  assert.equal((await client.publish("/service/echo", { a: 1 })).successful, true);
  const refused = await client.publish("/_genesys", { a: 1 });
  assert.deepEqual(
    [refused.successful, refused.error],
    [false, "403:/_genesys:Publish denied"],
  );
  await client.disconnect();
}

async function batches({ link }) {
  const { client } = await listener(link);
  const answers = [];
  client.cometd.batch(() => {
    answers.push(client.publish("/service/a", {}), client.publish("/service/b", {}));
  });
  const channels = (await Promise.all(answers)).map((reply) => reply.channel);
  assert.deepEqual(channels, ["/service/a", "/service/b"]);
  await client.disconnect();
}

async function acknowledges({ link }) {
  const { client, user } = await listener(link, { ack: true });
  // Around the link, so that only a connect's reply can get lost on it.
  const chat = await Chat.open(link.target, user);
  await client.hears("has joined the session");
  assert.ok(client.replies.all.some((reply) => reply.ext?.ack > 0), "no batch was numbered");
  await sleep(200);
  const lost = client.replies.next((reply) => !reply.successful, "lost reply");
  link.loseNext("precious");
  await chat.say("precious");
  await lost;
  await client.hears("precious");
  assert.equal(client.heard.filter((text) => text === "precious").length, 1);
  assert.equal(client.replies.all.filter(isHandshake).length, 1);
  await client.disconnect();
}

async function survives({ link, outage }) {
  const { client, chat } = await chatting(link, { ack: true });
  const id = client.cometd.getClientId();
  link.cut();
  await sleep(outage / 10);
  link.mend();
  await chat.say("back");
  await client.hears("back");
  assert.equal(client.cometd.getClientId(), id);
  assert.equal(client.replies.all.filter(isHandshake).length, 1);
  await client.disconnect();
}

/** A client whose session has ended during an outage, and who has a new one. */
async function recovered(link, outage) {
  const { client, chat } = await chatting(link);
  const id = client.cometd.getClientId();
  link.cut();
  await sleep(outage);
  const again = client.replies.next((reply) => isHandshake(reply) && reply.successful, "handshake");
  link.mend();
  await again;
  return { client, chat, id };
}

async function recovers({ link, outage }) {
  const { client, chat, id } = await recovered(link, outage);
  const unknown = client.replies.all.find((reply) => reply.error?.startsWith("402"));
  assert.equal(unknown?.advice.reconnect, "handshake");
  assert.notEqual(client.cometd.getClientId(), id);
  await client.replies.next((reply) => isConnect(reply) && reply.successful, "connect");
  await chat.say("hello again");
  await client.hears("hello again");
  assert.equal(client.heard.filter((text) => text === "hello again").length, 1);
  await client.disconnect();
}

async function repairs({ link, outage }) {
  const { client, chat } = await recovered(link, outage);
  await client.replies.next((reply) => isConnect(reply) && reply.successful, "connect");
  // The agent joined during the outage, and nobody was there to hear it.
  await chat.ask("/refresh", { transcriptPosition: "1" });
  await client.hears("has joined the session");
  await client.disconnect();
}

async function shares({ link }) {
  const { client, user, chat } = await chatting(link);
  await sleep(200);
  const second = new Client(link, user);
  await second.listen();
  const slow = await second.replies.until(
    (reply) => reply.advice?.["multiple-clients"] === true,
    "advice about multiple clients",
  );
  assert.deepEqual([slow.successful, slow.advice.interval], [true, 2000]);
  // It may come before the first client hears that it has left.
  const faster = second.replies.next(
    (reply) => reply.advice?.reconnect === "retry" && !reply.advice["multiple-clients"],
    "advice to speed up",
  );
  await chat.say("to both");
  await Promise.all([client.hears("to both"), second.hears("to both")]);
  await client.disconnect();
  await faster;
  await second.disconnect();
}

async function unsubscribes({ link }) {
  const { client, chat } = await chatting(link);
  const reply = await client.ignore();
  assert.deepEqual([reply.successful, reply.subscription], [true, "/_genesys"]);
  const before = client.received.all.length;
  await chat.say("unheard");
  await sleep(500);
  const pushed = client.received.all.slice(before).map((message) => message.channel);
  assert.ok(!pushed.includes("/_genesys"));
  await client.disconnect();
}

async function ends({ link }) {
  const { client, chat } = await chatting(link);
  assert.equal((await chat.ask("/disconnect")).chatIxnState, "DISCONNECTED");
  await client.disconnect();
}

async function disconnects({ link }) {
  const { client, user } = await listener(link);
  const clientId = client.cometd.getClientId();
  await sleep(200);
  assert.equal((await client.disconnect()).successful, true);
  assert.equal(client.cometd.getStatus(), "disconnected");
  const response = await fetch(`${link.address}/genesys/cometd`, {
    method: "POST",
    headers: { "content-type": "application/json", gms_user: user },
    body: JSON.stringify([{ channel: "/meta/connect", clientId, id: "1" }]),
  });
  const [reply] = await response.json();
  assert.deepEqual([reply.successful, reply.error], [false, "402::Unknown client"]);
}
