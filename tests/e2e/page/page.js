// A shadow root in a shadow root, as a widget within a host's own component would be.
customElements.define(
  "greeting-box",
  class extends HTMLElement {
    connectedCallback() {
      const outer = this.attachShadow({ mode: "open" });
      const inner = document.createElement("div");
      outer.append(inner);
      fill(inner.attachShadow({ mode: "open" }));
    }
  },
);

function fill(root) {
  const field = document.createElement("input");
  field.setAttribute("aria-label", "Your name");
  const button = document.createElement("button");
  button.textContent = "Greet";
  const log = document.createElement("div");
  log.setAttribute("role", "log");
  log.setAttribute("aria-label", "Greetings");
  button.addEventListener("click", () => {
    const line = document.createElement("p");
    line.textContent = `Hello, ${field.value}`;
    setTimeout(() => log.append(line), 100);
  });
  root.append(field, button, log);
}
