// What the page said since the last question, from the first one on.
const key = Symbol.for("causerie-e2e console");
if (!window[key]) {
  const said = [];
  window[key] = said;
  for (const [name, level] of [["error", "SEVERE"], ["warn", "WARNING"], ["log", "INFO"]]) {
    const own = console[name];
    console[name] = (...words) => {
      said.push([level, words.map(String).join(" ")]);
      return own.apply(console, words);
    };
  }
  const hear = (kind, words) => addEventListener(kind, (event) => said.push(["SEVERE", words(event)]));
  hear("error", ({ message, filename }) => `${filename} ${message}`);
  hear("unhandledrejection", ({ reason }) => `unhandled: ${reason}`);
  const forbidden = ({ blockedURI, violatedDirective }) => `the policy forbids ${blockedURI} (${violatedDirective})`;
  addEventListener("securitypolicyviolation", (event) => {
    // The browser looks for an icon of any page by itself.
    if (!event.blockedURI.endsWith("/favicon.ico")) said.push(["SEVERE", forbidden(event)]);
  });
}
return window[key].splice(0);
