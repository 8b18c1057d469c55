// What a person reads on the page, open shadow roots included.
const parts = [];
const visit = (root) => {
  for (const child of root.children) if (child.innerText) parts.push(child.innerText);
  for (const element of root.querySelectorAll("*")) {
    if (element.shadowRoot) visit(element.shadowRoot);
  }
};
visit(document.body);
return parts.join("\n");
