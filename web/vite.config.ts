import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { locales } from "./locales.ts";
import { natives } from "./natives.ts";
import { packed } from "./packed.ts";

const server = process.env["PARLEY"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [natives(), locales(), react(), packed()],
  build: {
    outDir: "../api/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy allows nothing that is written into it
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
  },
  server: { proxy: { "/api": server, "/parse": { target: server, ws: true } } },
  test: { environment: "jsdom", include: ["src/**/*.test.{ts,tsx}"] },
});
