// The button that a careful page has in place of a widget: it brings the widget on the same signs
// as Causerie's launcher does.

const button = document.querySelector("[data-widget]");
const { widget, styled } = button.dataset;
const place = document.querySelector("#place");

let loading;

const load = () =>
  (loading ??= Promise.all([
    import(new URL(`${widget}.js`, import.meta.url)),
    styled !== undefined && style(new URL(`${widget}.css`, import.meta.url)),
  ]));

function style(href) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  const loaded = new Promise((resolve, reject) =>
    Object.assign(link, { onload: resolve, onerror: reject }),
  );
  document.head.append(link);
  return loaded;
}

for (const intent of ["pointerenter", "focus", "touchstart"]) button.addEventListener(intent, load);

button.addEventListener("click", async () => {
  const [{ mount }] = await load();
  button.remove();
  mount(place);
});
