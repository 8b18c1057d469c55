// Elements with a role, each with its name, in the order of the document, those in open shadow
// roots included. The browser's accessibility tree decides; selectors keep its questions few.
const [role, within] = arguments;
const native = {
  alertdialog: "dialog",
  article: "article",
  button: "button, summary, input[type=button], input[type=file], input[type=submit]",
  checkbox: "input[type=checkbox]",
  combobox: "select, input[list]",
  dialog: "dialog",
  form: "form",
  heading: "h1, h2, h3, h4, h5, h6",
  image: "img, svg",
  link: "a[href]",
  list: "ul, ol",
  listitem: "li",
  main: "main",
  paragraph: "p",
  radio: "input[type=radio]",
  region: "section",
  rowheader: "th",
  spinbutton: "input[type=number]",
  status: "output",
  textbox: "input:not([list], [type=file], [type=number]), textarea, [contenteditable]",
};
const selector = [`[role~="${role}"]`, native[role]].filter(Boolean).join(", ");
// Scripts are told which files are chosen as well, which people are told after the name.
const name = (element) =>
  ["file", "password"].includes(element.type) ? element.computedName.replace(/: [^:]*$/, "") : element.computedName;
// An engine that tells scripts neither has its driver asked about each, but for what has a label of
// its own, to whose name some add what stands in the field; and fields for files, passwords, numbers
// and choices have no role in some, or another. A row's heading has no name in WebKit's driver.
const asked = !("computedRole" in Element.prototype);
const sure = ({ list, type }) => list || ["file", "number", "password", "select-one"].includes(type);
const own = (element) => {
  const words = element.localName === "th" ? element : element.labels?.[0];
  return element.ariaLabel ?? words?.textContent.trim() ?? null;
};
const found = [];
const visit = (root) => {
  for (const element of root.querySelectorAll("*")) {
    // What stands there until the widget does is gone in a moment.
    if (element.closest("[data-early]")) continue;
    const seen = element.checkVisibility({ visibilityProperty: true });
    if (seen && element.matches(selector) && (asked || element.computedRole === role)) {
      found.push([element, asked ? own(element) : name(element), !asked || Boolean(sure(element))]);
    }
    if (element.shadowRoot) visit(element.shadowRoot);
  }
};
if (within && within.shadowRoot) visit(within.shadowRoot);
visit(within || document);
return found;
