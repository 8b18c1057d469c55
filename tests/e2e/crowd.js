// Six CometD clients of this page's server, each with a connect that is held for three seconds:
// a browser opens no more connections to one server, so whatever comes next has to wait.
const tell = async (message) => {
  const request = { method: "POST", body: JSON.stringify([message]) };
  const answer = await fetch("/genesys/cometd", request);
  return (await answer.json()).pop();
};

const join = async () => {
  const handshake = { channel: "/meta/handshake", supportedConnectionTypes: ["long-polling"] };
  const { clientId } = await tell(handshake);
  const connect = { channel: "/meta/connect", clientId, connectionType: "long-polling" };
  // The first is never held.
  await tell(connect);
  return { ...connect, advice: { timeout: 3000 } };
};

return Promise.all(Array.from({ length: 6 }, join)).then((connects) => {
  for (const connect of connects) tell(connect);
});
