export default { base: "./", publicDir: "../public", worker: { format: "es" }, build: { emptyOutDir: true, target: "es2022" } };
