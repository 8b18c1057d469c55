export default { base: "./", publicDir: "../public", build: { emptyOutDir: true, target: "es2022" } };
