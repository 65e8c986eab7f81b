import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";
import { documentList } from "./document-list.ts";
import { documentsOnChange } from "./documents-on-change.ts";
import { documentsOnce } from "./documents-once.ts";
import { gatewayProxy } from "./gateway-proxy.ts";

export default defineConfig(({ mode }) => {
  const { PALIER_GATEWAY: gateway = "http://127.0.0.1:4000" } = loadEnv(mode, ".", "PALIER_");
  return {
    plugins: [react(), documentsOnce(), documentsOnChange(), documentList()],
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
    // Whom the issuer and the graph answer is the gateway's to say, not Vite's.
    server: { host: "127.0.0.1", cors: false, proxy: gatewayProxy(new URL(gateway).origin) },
    // It shares its terminal with the platform.
    clearScreen: false,
  };
});
