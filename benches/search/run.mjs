// The search beside its peers, in one run: the same records, the same judged queries. Prints three tables; benches/search/README.md explains them.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import * as pagefind from "pagefind";
import { chromium } from "playwright-core";
import { engine } from "../../tests/browser/engine.mjs";
import { pages, root, serve } from "../../tests/browser/support.mjs";
import { collection } from "../../tests/search/collections.mjs";
import { means, queries, score } from "../../tests/search/quality.mjs";

const out = join(root, "target", "search-bench");
const program = process.env.HEREABOUTS ?? join(root, "target", "release", "hereabouts");
mkdirSync(out, { recursive: true });
const zipped = (data) => gzipSync(data, { level: 9 }).length;
const middle = (list, part) => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: process.getuid?.() === 0 ? ["--no-sandbox"] : [] });

/** What a record's page says, as the peers get it. */
function texts(folder) {
  const plain = (html) => html.replace(/<(script|style|svg)[\s\S]*?<\/\1>/g, " ").replace(/<[^>]*>/g, " ").replace(/&amp;/g, "&").replace(/&#?\w+;/g, " ").replace(/\s+/g, " ").trim();
  return pages(folder).filter((page) => ["record", "story"].includes(page.template)).map(({ path, html }) => ({
    id: path.replace(/^.*\//, "").replace(".html", ""), url: path, title: plain(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)[1]), text: plain(/<main[\s\S]*<\/main>/.exec(html)[0]),
  }));
}

const engines = {
  async hereabouts(name, folder) {
    const script = zipped(readFileSync(join(folder, "theme", "search.js")));
    const warm = engine(folder);
    await warm.open();
    return {
      ask: async (q) => (await warm.find({ q, count: 10 })).records.map((record) => record.slug),
      async bytes(q) {
        const cold = engine(folder);
        await cold.open();
        await cold.find({ q, count: 10 });
        return script + cold.bytes();
      },
    };
  },
  async pagefind(name, folder, records) {
    const { index } = await pagefind.createIndex();
    for (const { url, title, text } of records) await index.addCustomRecord({ url: "/" + url, content: `${title}. ${text}`, language: "en", meta: { title } });
    const to = join(out, "pagefind-" + name);
    rmSync(to, { recursive: true, force: true });
    await index.writeFiles({ outputPath: to });
    writeFileSync(join(to, "404.html"), "");
    const server = await serve({ folder: to, csp: "" });
    const open = async () => {
      const page = await (await browser.newContext()).newPage();
      let bytes = 0;
      page.on("response", async (answer) => { try { bytes += zipped(await answer.body()); } catch { /* gone */ } });
      await page.goto(server.url + "pagefind-entry.json");
      await page.evaluate(async (url) => { window.pagefind = await import(url + "pagefind.js"); await window.pagefind.init(); }, server.url);
      const find = (q) => page.evaluate(async (q) => Promise.all((await window.pagefind.search(q)).results.slice(0, 10).map(async (one) => (await one.data()).raw_url ?? (await one.data()).url)), q);
      return { find: async (q) => (await find(q)).map((url) => url.replace(/^.*\//, "").replace(".html", "")), size: async () => { await page.waitForTimeout(150); return bytes; }, shut: () => page.context().close() };
    };
    const warm = await open();
    return {
      ask: warm.find,
      async bytes(q) { const cold = await open(); await cold.find(q); const bytes = await cold.size(); await cold.shut(); return bytes; },
      close: () => server.close(),
    };
  },
  async minisearch(name, folder, records) {
    const mini = new MiniSearch({ fields: ["title", "text"], storeFields: ["title", "url"], searchOptions: { boost: { title: 3 }, prefix: true, fuzzy: 0.2 } });
    mini.addAll(records);
    const size = zipped(JSON.stringify(mini)) + zipped(readFileSync(join(import.meta.dirname, "node_modules/minisearch/dist/umd/index.js")));
    return { ask: async (q) => mini.search(q).slice(0, 10).map((one) => one.id), bytes: async () => size };
  },
  async fuse(name, folder, records) {
    const fuse = new Fuse(records, { keys: [{ name: "title", weight: 3 }, { name: "text", weight: 1 }], ignoreLocation: true, threshold: 0.35, useTokenSearch: true, includeScore: true });
    const size = zipped(JSON.stringify(records)) + zipped(readFileSync(join(import.meta.dirname, "node_modules/fuse.js/dist/fuse.min.mjs")));
    return { ask: async (q) => fuse.search(q, { limit: 10 }).map((one) => one.item.id), bytes: async () => size };
  },
};

const names = [...new Set(queries.map((query) => query.collection))];
const folders = Object.fromEntries(names.map((name) => [name, collection(name).output]));
console.log(`Quality of ${queries.length} judged queries over ${names.join(", ")}, and bytes to the first ten results, gzipped\n`);
console.log("              nDCG@10  success@1  empty   bytes, median    p90");
for (const [who, make] of Object.entries(engines)) {
  const all = [], bytes = [];
  for (const name of names) {
    const peer = await make(name, folders[name], texts(folders[name]));
    for (const query of queries.filter((query) => query.collection === name)) {
      const slugs = await peer.ask(query.query);
      all.push({ ...query, ...score(query, slugs) });
      if (all.length % 5 === 0) bytes.push(await peer.bytes(query.query));
    }
    peer.close?.();
  }
  const { all: sum } = means(all);
  console.log(`${who.padEnd(12)}  ${sum.ndcg.toFixed(3).padStart(7)}  ${sum.first.toFixed(3).padStart(9)}  ${String(sum.empty).padStart(5)}  ${String(middle(bytes, 0.5)).padStart(14)} ${String(middle(bytes, 0.9)).padStart(6)}`);
}

/** Runs a program and tells its processor seconds and its memory in MB. */
function measured(command, args) {
  const run = spawnSync("/usr/bin/time", ["-f", "%U %S %M", command, ...args], { encoding: "utf8" });
  const [user, system, memory] = run.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { cpu: user + system, memory: memory / 1024 };
}
console.log("\nBuilding: our whole site with its search, beside the peer's index of those pages alone\n");
console.log("                        CPU, s  memory, MB");
const made = {};
for (const count of [1000, 10000]) {
  const site = join(out, `made-${count}`), output = join(out, `made-${count}-out`);
  if (!existsSync(site)) execFileSync("python3", [join(root, "benches", "generate.py"), count, site]);
  rmSync(output, { recursive: true, force: true });
  const ours = measured(program, ["build", "--site", site, "--output", output]);
  const theirs = measured("node", [join(import.meta.dirname, "node_modules/pagefind/lib/runner/bin.cjs"), "--site", output, "--output-path", join(out, `pagefind-${count}`)]);
  made[count] = output;
  for (const [who, { cpu, memory }] of [["hereabouts", ours], ["pagefind", theirs]]) console.log(`${(who + " " + count).padEnd(22)}  ${cpu.toFixed(2).padStart(6)}  ${memory.toFixed(0).padStart(10)}`);
}

const asked = ["repair cafe", "food bank", "libary", "somewhere warm", "mum and baby", "singing group", "st marys", "allotment", "walking football", "bicycle mending"];
console.log("\nOur bytes to the first ten results in larger directories, gzipped\n");
console.log("              median    p90");
for (const [count, folder] of Object.entries(made)) {
  const bytes = [], one = await engines.hereabouts("", folder);
  for (const query of asked) bytes.push(await one.bytes(query));
  console.log(`${String(count).padEnd(12)}  ${String(middle(bytes, 0.5)).padStart(6)} ${String(middle(bytes, 0.9)).padStart(6)}`);
}

console.log("\nFrom a key to its answer in Chromium, the processor slowed four times, every key of ten queries, ms\n");
console.log("              median    p95");
for (const [count, folder] of Object.entries(made)) {
  const server = await serve({ folder });
  const page = await (await browser.newContext()).newPage();
  await page.goto(server.url + "find.html?q=a");
  await page.waitForFunction(() => window.hb?.facets?.length);
  const client = await page.context().newCDPSession(page);
  await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const ask = () => page.evaluate(async (asked) => {
    const times = [];
    for (const query of asked) {
      for (let end = 1; end <= query.length; end++) {
        const before = performance.now();
        await new Promise((done) => window.hb.find({ q: query.slice(0, end), pick: {}, from: 0, count: 20 }, done));
        times.push(performance.now() - before);
      }
    }
    return times;
  }, asked);
  await ask();
  const times = await ask();
  console.log(`${String(count).padEnd(12)}  ${middle(times, 0.5).toFixed(1).padStart(6)} ${middle(times, 0.95).toFixed(1).padStart(6)}`);
  server.close();
}
await browser.close();
process.exit(0);
