import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { locales } from "./locales.ts";
import { natives } from "./natives.ts";
import { offline } from "./offline.ts";
import { packed } from "./packed.ts";

const server = process.env["PARLEY"] ?? "http://127.0.0.1:8000";

export default defineConfig({
  plugins: [natives(), locales(), react(), offline(), packed()],
  build: {
    outDir: "../api/web/static",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the page's policy allows nothing that is written into it
    modulePreload: { polyfill: false },
    reportCompressedSize: true,
    rolldownOptions: {
      input: { index: "index.html", worker: "worker/worker.ts" },
      output: {
        // Its address never changes, and is that of the pages: it is in charge of what lies below its own.
        entryFileNames: ({ name }) => (name === "worker" ? "worker.js" : "assets/[name]-[hash].js"),
        // What every page takes is packed as one: smaller by a tenth than in pieces.
        codeSplitting: { groups: [{ name: "base", tags: ["$initial"], test: /\/(src|node_modules)\// }] },
      },
    },
  },
  server: { proxy: { "/api": server, "/parse": { target: server, ws: true } } },
  test: {
    environment: "jsdom",
    isolate: false,
    maxWorkers: 1,
    testTimeout: 60_000,
    include: ["src/**/*.test.{ts,tsx}"],
  },
});
