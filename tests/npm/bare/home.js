// The line of the guide; which port this is, only the page knows.
const line = Object.assign(document.createElement("script"), { src: "causerie/home.js" });
line.dataset.origins = `http://127.0.0.1:${location.port}`;
document.head.append(line);
