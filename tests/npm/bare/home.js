// The line of the guide; who may come in, only the test knows.
const line = Object.assign(document.createElement("script"), { src: "causerie/home.js" });
line.dataset.origins = new URLSearchParams(location.search).get("origins");
document.head.append(line);
