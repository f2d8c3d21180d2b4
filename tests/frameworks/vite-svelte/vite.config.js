import { svelte } from "@sveltejs/vite-plugin-svelte";

export default { base: "/sub/", build: { outDir: "dist/sub" }, plugins: [svelte()] };
