import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const FROM =
  /^(?:@babel\/runtime-corejs3\/core-js(?:-stable)?|core-js-pure\/(?:features|full|actual|stable))\/(.+?)(?:\/index)?(?:\.js)?$/;
const GLOBALS: Record<string, string> = {
  promise: "Promise",
  map: "Map",
  set: "Set",
  "weak-map": "WeakMap",
  "set-timeout": "setTimeout",
  "set-interval": "setInterval",
  "parse-int": "parseInt",
  "global-this": "globalThis",
  symbol: "Symbol",
};
const NOTHING = "\0native:nothing";
/** A class that nothing is of: what would be read as one stays as it is. */
const EMPTY = "module.exports = class { static fromJSON(said) { return said } }";
const camel = (name: string) => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const owner = (name: string) => (name === "json" ? "JSON" : name.charAt(0).toUpperCase() + name.slice(1));

/** Parts of the SDK for what no page does, and this server does not know; and for other places than browsers. */
const LEFT_OUT =
  /^\.\/(?:AnonymousUtils|FacebookUtils|Analytics|Cloud|EventuallyQueue|OfflineQuery|IndexedDBStorageController|Parse(?:CLP|Config|File|Hooks|Installation|Role|Schema|Session)|Push|.*\.(?:react-native|weapp))$/;
const isOfSdk = (importer = "") => importer.includes("/parse/lib/browser/");
const isLeftOut = (id: string, importer?: string) =>
  id.startsWith("crypto-js/") || (LEFT_OUT.test(id) && isOfSdk(importer));
/** How it reads values: in a way of ours. */
const DECODE = fileURLToPath(new URL("src/data/decode.ts", import.meta.url));

/**
 * What the Parse SDK takes from core-js, browsers have: this gives it theirs, and saves 200 kB. What it would encrypt users
 * with is left out: none are kept by it.
 */
export function natives(): Plugin {
  return {
    name: "natives",
    enforce: "pre",
    resolveId: (id, importer) => {
      if (id === "./decode" && isOfSdk(importer)) return DECODE;
      return isLeftOut(id, importer) ? NOTHING : FROM.test(id) ? `\0native:${id}` : null;
    },
    load(id) {
      if (id === NOTHING) return EMPTY;
      const path = id.startsWith("\0native:") ? FROM.exec(id.slice("\0native:".length))?.[1] : undefined;
      if (path === undefined) return null;
      const [first = "", name] = path.split("/");
      if (name === undefined) return `module.exports = ${GLOBALS[first] ?? owner(first)}`;
      if (first !== "instance") return `module.exports = ${owner(first)}.${camel(name)}`;
      const method = camel(name);
      return `module.exports = (of) => typeof of.${method} === "function" ? of.${method} : undefined`;
    },
  };
}
