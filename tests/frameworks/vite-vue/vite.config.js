import vue from "@vitejs/plugin-vue";

export default { base: "/sub/", build: { outDir: "dist/sub" }, plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag === "boussole-odd17" } } })] };
