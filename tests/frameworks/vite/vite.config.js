export default { base: "/sub/", build: { outDir: "dist/sub" } };
