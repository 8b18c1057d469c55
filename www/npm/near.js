// Where languages and the menu come from in the package. This comes with the wasm, in a folder of its own.

const languages = () => import("../bring.js");
const menu = () => import("../more.js");
