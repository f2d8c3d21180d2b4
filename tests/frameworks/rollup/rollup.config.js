import resolve from "@rollup/plugin-node-resolve";

export default { input: "src/main.js", output: { dir: "dist/sub", format: "es" }, plugins: [resolve()] };
