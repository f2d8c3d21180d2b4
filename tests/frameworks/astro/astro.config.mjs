import { defineConfig } from "astro/config";

export default defineConfig({ base: "/sub", outDir: "dist/sub", devToolbar: { enabled: false }, vite: { build: { assetsInlineLimit: 0 } } });
