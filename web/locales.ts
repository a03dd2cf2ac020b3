import type { Plugin } from "vite";

const OTHER = /^(\..*\/intl\/[\w-]+\/)(?!en-US)[a-z]{2}-[A-Z]{2}(\.m?js)$/;

/** What React Aria reads out, it knows in thirty languages, and takes all of them along. The pages speak English. */
export function locales(): Plugin {
  return {
    name: "locales",
    enforce: "pre",
    resolveId(id, importer) {
      const [, folder, ending] = OTHER.exec(id) ?? [];
      return folder && ending ? this.resolve(`${folder}en-US${ending}`, importer) : null;
    },
  };
}
