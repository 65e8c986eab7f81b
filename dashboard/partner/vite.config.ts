import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // GraphiQL brings another React: whatever is hoisted beside it must take this one.
  resolve: { dedupe: ["react", "react-dom"] },
  build: {
    target: "es2022",
    // The content security policy lets no `data:` script or style in.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_500,
    license: { fileName: "assets/licenses.md" },
  },
});
