import react from "@vitejs/plugin-react";

export default { base: "/sub/", build: { outDir: "dist/sub", chunkSizeWarningLimit: 2000 }, plugins: [react()] };
