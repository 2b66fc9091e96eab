// How well queries are answered, by type. `judged` lists the records that answer a query: 3 is what one wants, 1 is related.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { engine } from "../browser/engine.mjs";
import { collection } from "./collections.mjs";

export const queries = readFileSync(join(import.meta.dirname, "queries.tsv"), "utf8").trim().split("\n").slice(1).map((line) => {
  const [half, from, type, query, judged] = line.split("\t");
  return { half, collection: from, type, query, judged: Object.fromEntries(judged.split(" ").map((pair) => [pair.split(":")[0], Number(pair.split(":")[1])])) };
});

const gain = (grades) => grades.slice(0, 10).reduce((sum, grade, at) => sum + (2 ** grade - 1) / Math.log2(at + 2), 0);

/** nDCG@10, success@1 (the first is one of the best there are) and whether nothing came. */
export function score({ judged }, slugs) {
  const grades = slugs.map((slug) => judged[slug] ?? 0), best = Object.values(judged).sort((a, b) => b - a);
  return { ndcg: gain(grades) / gain(best), first: Number(grades[0] >= Math.min(best[0], 2)), empty: Number(!slugs.length) };
}

/** Answers every query; `half` is `tune`, `held` or nothing for both. */
export async function answers(half) {
  const engines = new Map(), all = [];
  for (const query of queries.filter((query) => !half || query.half === half)) {
    if (!engines.has(query.collection)) {
      const ready = engine(collection(query.collection).output);
      await ready.open();
      engines.set(query.collection, ready);
    }
    const found = await engines.get(query.collection).find({ q: query.query, count: 10 });
    const slugs = found.records.map((record) => record.slug);
    all.push({ ...query, slugs, ...score(query, slugs) });
  }
  return all;
}

/** The means of each type, and of all. */
export function means(all) {
  const mean = (list, key) => list.reduce((sum, one) => sum + one[key], 0) / list.length;
  const row = (list) => ({ queries: list.length, ndcg: mean(list, "ndcg"), first: mean(list, "first"), empty: list.filter((one) => one.empty).length });
  const types = [...new Set(all.map((one) => one.type))];
  return { ...Object.fromEntries(types.map((type) => [type, row(all.filter((one) => one.type === type))])), all: row(all) };
}

if (process.argv[1] === import.meta.filename) {
  const [half] = process.argv.slice(2).filter((word) => ["tune", "held"].includes(word)), list = process.argv.includes("--list");
  const all = await answers(half);
  console.log("type         queries  nDCG@10  success@1  empty");
  for (const [type, row] of Object.entries(means(all))) {
    console.log(`${type.padEnd(12)} ${String(row.queries).padStart(7)}  ${row.ndcg.toFixed(3).padStart(7)}  ${row.first.toFixed(3).padStart(9)}  ${String(row.empty).padStart(5)}`);
  }
  // Only of the half that one may look at while tuning.
  if (list) for (const one of all) if (one.half === "tune" && one.ndcg < 0.9) console.log(`${one.ndcg.toFixed(2)} ${one.collection} ${one.type}: ${one.query} -> ${one.slugs.slice(0, 4).join(" ")}`);
}
