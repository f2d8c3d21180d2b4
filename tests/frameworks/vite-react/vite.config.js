import react from "@vitejs/plugin-react";

export default { base: "/sub/", build: { outDir: "dist/sub" }, plugins: [react()] };
