// The wasm is larger than what webpack warns of, and not loaded at first.
export default { entry: "./main.js", mode: "production", performance: { hints: false } };
