// Holds a running emulator against the official CometD client.
//
//     node client/check.mjs http://127.0.0.1:8888 [milliseconds]
//
// The emulator must offer the cookie and have its scripted agent, for instance
// `causerie-emulator --cookie required --comet-timeout 3 --comet-max-interval 2`. The number is
// how long an outage must last to end a session: more than the emulator's max-interval, by
// default 3000; without that option of the emulator, 11000.

import { checks } from "./checks.mjs";
import { Link } from "./link.mjs";

/** No check takes longer, in milliseconds. */
const PATIENCE = 30_000;

const [address, outage = "3000"] = process.argv.slice(2);
if (address === undefined) {
  console.error("usage: node client/check.mjs ADDRESS [MILLISECONDS]");
  process.exit(2);
}

const link = await Link.to(new URL(address));
let failed = 0;
for (const [name, check] of checks) {
  const trouble = await attempt(() => check({ link, outage: Number(outage) }));
  failed += trouble === undefined ? 0 : 1;
  console.log(trouble === undefined ? `ok      ${name}` : `FAILED  ${name}: ${trouble}`);
  link.mend();
}
console.log(`${checks.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** What went wrong, if anything. */
async function attempt(check) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error("it took too long")), PATIENCE);
  });
  try {
    await Promise.race([check(), late]);
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    clearTimeout(timer);
  }
}
