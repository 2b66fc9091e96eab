// How well queries are answered: no type of query falls below its floor. `just search-quality` prints the figures.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answers, means, queries } from "../search/quality.mjs";
import { slips } from "../search/slips.mjs";

const floors = {
  exact: 0.96, part: 0.93, prefix: 0.95, slip1: 0.94, slip2: 0.95, firstletter: 0.95, joined: 0.96, synonym: 0.8, lay: 0.75, plural: 0.88, onewrong: 0.9,
  initials: 0.95, apostrophe: 0.96, language: 0.96, place: 0.95, all: 0.93,
};

test("queries of every type find who is meant", async () => {
  assert.ok(queries.length >= 150);
  const rows = means(await answers());
  assert.deepEqual(Object.keys(rows).sort(), Object.keys(floors).sort());
  for (const [type, row] of Object.entries(rows)) assert.ok(row.ndcg >= floors[type], `${type}: nDCG@10 ${row.ndcg.toFixed(3)}, and the floor is ${floors[type]}`);
});

test("a name with a slip in it finds whom it names", async () => {
  const all = await slips(300), ndcg = all.reduce((sum, one) => sum + one.gain, 0) / all.length;
  assert.ok(ndcg >= 0.99, `nDCG@10 ${ndcg.toFixed(3)}; not first: ${all.filter((one) => one.place !== 1).map((one) => one.query)}`);
});
