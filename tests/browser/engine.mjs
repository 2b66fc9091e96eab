// The search engine of a built site, without a browser: scripts are read from the folder, and the bytes are counted.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";
import { gzipSync } from "node:zlib";

/** The engine of the site in `folder`; `loaded` lists the files that it asked for, `missing` those that shall not arrive. */
export function engine(folder, missing = () => false) {
  const loaded = [];
  const window = {};
  const document = {
    createElement: () => ({}),
    head: {
      appendChild(script) {
        const path = script.src;
        queueMicrotask(() => {
          if (missing(path) || !existsSync(join(folder, path))) return script.onerror();
          loaded.push(path);
          vm.runInContext(readFileSync(join(folder, path), "utf8"), context);
          script.onload();
        });
      },
    },
  };
  const context = vm.createContext({ window, document, Intl, hb: undefined });
  vm.runInContext(readFileSync(new URL("../../themes/default/static/search.js", import.meta.url), "utf8").split("/* The page:")[0], context);
  vm.runInContext(readFileSync(new URL("../../themes/default/static/hereabouts.js", import.meta.url), "utf8").split("/* Comfort")[0], context);
  const hb = window.hb;
  context.hb = hb;
  return {
    hb,
    loaded,
    bytes: () => loaded.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path)), { level: 9 }).length, 0),
    open: () => new Promise((done, fail) => hb.open("", (error) => (error ? fail(error) : done()))),
    find: (query) => new Promise((done) => hb.find(typeof query === "string" ? { q: query } : query, done)),
  };
}
