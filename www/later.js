// What only these modules say: the last words of the language files, which the wasm does not have.

const ENGLISH = {
  saveText: "Save as text",
  saveHtml: "Save as a web page",
  print: "Print",
  popOut: "Open in a window of its own",
  sound: "Sound for new messages",
  notify: "Notifications for new messages",
  notAllowed: "Your browser does not allow notifications for this site.",
  notOpened: "Your browser does not allow this site to open a window.",
  tooShort: "This is too short. Least number of characters: {count}",
  tooLong: "This is too long. Greatest number of characters: {count}",
  otherForm: "Please enter this in the form that is asked for",
  rate: "How was this chat?",
  veryBad: "Very bad",
  bad: "Bad",
  fair: "Fair",
  good: "Good",
  veryGood: "Very good",
  comment: "Comment (optional)",
  sendRating: "Send rating",
  noRating: "No, thank you",
  noGrade: "Please choose a rating",
  thanks: "Thank you for your rating",
  resize: "Resize the window with the arrow keys",
};

/** The words of a widget, by their keys. */
export function wordsOf({ words }) {
  const names = Object.keys(ENGLISH);
  const lines = words?.split("\n").slice(-names.length);
  return lines ? Object.fromEntries(names.map((name, place) => [name, lines[place]])) : ENGLISH;
}

/** Where something is kept for the next page, as the option `storage` says; nowhere, where the browser denies it. */
export function kept({ storage = "session" }) {
  try {
    return { session: sessionStorage, local: localStorage }[storage];
  } catch {
    // What is kept holds for this page, then.
  }
}

/** Keeps it there, or no longer. */
export function keepThere(options, name, value) {
  try {
    if (value) kept(options)?.setItem(name, value);
    else kept(options)?.removeItem(name);
  } catch {
    // It is full.
  }
}

// What was told before: options are read again whenever the window changes.
const TOLD = new Set();

/** Tells whoever writes the page that an option cannot be used. */
export function refuse(option, found, allowed) {
  const told = `causerie: option \`${option}\`: found ${JSON.stringify(found) ?? "nothing"}, allowed: ${allowed}`;
  if (!TOLD.has(told)) console.warn(told);
  TOLD.add(told);
}

/** An option that is on or off; an attribute without a value switches it on. */
export function flag(options, name) {
  const { [name]: found = false } = options;
  if (/^(true|false|)$/.test(found)) return `${found}` !== "false";
  refuse(name, found, "true, false");
  return false;
}

/** An option that is an object or a list; an attribute has it as text. */
export function parsed(found) {
  try {
    return typeof found === "string" ? JSON.parse(found) : found;
  } catch {
    // The wasm has said so.
  }
}
