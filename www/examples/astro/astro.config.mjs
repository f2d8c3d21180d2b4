import { defineConfig } from "astro/config";

export default defineConfig({
  devToolbar: { enabled: false },
  // The development server of Astro 5 moves scripts of packages without the files beside them.
  vite: { optimizeDeps: { exclude: ["boussole-odd17"] } },
});
