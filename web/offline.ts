import type { Plugin } from "vite";

const WORKER = "worker.js";
/** What lies in `public/`. */
const BESIDE = ["/", "/icon.svg", "/theme.js"];

/** Tells the worker which files there are, so that it keeps them for times without a server. */
export function offline(): Plugin {
  return {
    name: "offline",
    apply: "build",
    generateBundle: {
      order: "post", // by then it is known which files there will be
      handler: (_, bundle) => {
        const worker = bundle[WORKER];
        if (worker?.type !== "chunk") throw new Error(`The build has no ${WORKER}.`);
        const files = Object.keys(bundle).filter((name) => name.startsWith("assets/"));
        const all = [...BESIDE, ...files.map((name) => `/${name}`)];
        worker.code = worker.code.replaceAll(/\bFILES\b/g, JSON.stringify(all));
      },
    },
  };
}
