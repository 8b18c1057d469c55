// The page: a form to sign in, and then the desk.

import { Account } from "./account.js";
import { Api } from "./api.js";
import { SignedOut } from "./failure.js";
import { Frame } from "./frame.js";
import { SignIn } from "./sign-in.js";

const kept = Account.kept();
if (kept) resume(kept);
else ask();

/** Asks who is there. */
function ask(fault) {
  const form = new SignIn(async (account) => {
    const api = new Api(account);
    const user = await api.me();
    await api.work("StartContactCenterSession");
    account.keep();
    form.remove();
    work(account, user);
  });
  form.show(fault);
}

/** The window was loaded again: the agent stays signed in, and as ready as before. */
async function resume(account) {
  try {
    work(account, await new Api(account).me());
  } catch (error) {
    if (error instanceof SignedOut) {
      Account.forget();
      ask(error.message);
    } else {
      work(account, { userName: account.name, nickname: account.name });
    }
  }
}

function work(account, user) {
  const frame = new Frame(account, user, (error) => {
    frame.remove();
    Account.forget();
    ask(error && `You are signed out. ${error.message}`);
  });
  frame.show();
}
