// The search of a directory that has too many records for one file: numbers, second answers, and files that do not arrive.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { engine } from "./engine.mjs";
import { program, root } from "./support.mjs";

const site = join(root, "target", "browser", "large-site"), output = join(root, "target", "browser", "large");
const areas = ["north", "south", "east"], topics = ["food", "music", "repair", "sport"], names = ["Lantern", "Kettle", "Meadow", "Anchor", "Thistle"];

/** Dice that fall alike each time. */
function dice(seed) {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const roll = dice(7);
const records = Array.from({ length: 420 }, (_, n) => ({
  slug: `record-${n}`, kind: ["group", "institution"][roll(2)], area: areas[roll(3)], category: [...new Set([topics[roll(4)], topics[roll(4)]])],
  title: `${names[roll(5)]} ${["choir", "kitchen", "workshop"][roll(3)]} ${n}`, cost: ["Free", "£2"][roll(2)],
  open: n % 3 ? "" : 'open = "Mon-Sun 10:00-18:00"\n',
}));

before(() => {
  rmSync(site, { recursive: true, force: true });
  for (const folder of ["groups", "institutions"]) mkdirSync(join(site, "content", folder), { recursive: true });
  const terms = (all) => all.map((slug) => `${slug} = { label = "${slug}" }`).join("\n");
  writeFileSync(join(site, "hereabouts.toml"), `title = "Large"\nlanguage = "en"\n\n[areas]\n${terms(areas)}\n\n[categories]\n${terms(topics)}\n`);
  for (const record of records) {
    writeFileSync(join(site, "content", record.kind + "s", record.slug + ".md"), `+++\ntitle = "${record.title}"\narea = "${record.area}"\ncategories = ${JSON.stringify(record.category)}\ncost = "${record.cost}"\nsummary = "Weekly"\n${record.open}+++\n`);
  }
  rmSync(output, { recursive: true, force: true });
  execFileSync(program, ["build", "--site", site, "--output", output, "--today", "2026-11-21"], { stdio: "ignore" });
});

/** All answers to a query, until no more come. */
async function answers(hb, query) {
  const all = [];
  hb.find(query, (result) => all.push(result));
  for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
  return all;
}

const values = (record, key) => (key === "cost" ? (record.cost === "Free" ? ["free"] : []) : [].concat(record[key]));
const passes = (record, pick, but) => Object.entries(pick).every(([key, slugs]) => key === but || !slugs.length || values(record, key).some((value) => slugs.includes(value)));

test("the numbers at the choices are those of counting record by record, under any combination", async () => {
  const { hb, open } = engine(output);
  await open();
  const roll = dice(11);
  const facets = { kind: ["group", "institution"], area: areas, category: topics, cost: ["free"] };
  for (let round = 0; round < 200; round++) {
    const pick = {};
    for (const [key, slugs] of Object.entries(facets)) if (roll(2)) pick[key] = slugs.filter(() => roll(2));
    const word = [...names, ""][roll(6)];
    const all = await answers(hb, { q: word, pick, from: 0, count: 10 });
    const result = all.at(-1), here = records.filter((record) => record.title.startsWith(word));
    assert.equal(all[0].total, here.filter((record) => passes(record, pick)).length, JSON.stringify([word, pick]));
    for (const [key, slugs] of Object.entries(facets)) {
      for (const slug of slugs) assert.equal(result.counts[key][slug], here.filter((record) => passes(record, pick, key) && values(record, key).includes(slug)).length, JSON.stringify([word, pick, key, slug]));
    }
  }
});

test("the first records are there before the numbers, which are many bytes", async () => {
  const { hb, open, loaded } = engine(output);
  await open();
  const [first, later, ...more] = await answers(hb, { q: "lantern", pick: {}, from: 0, count: 10 });
  assert.equal(first.records.length, 10);
  assert.deepEqual(Object.keys(first.counts), []);
  assert.ok(later.later && later.counts.area.north > 0);
  assert.equal(more.length, 0);
  assert.equal(loaded.filter((path) => path.startsWith("search/f")).length, 1);
  const again = await answers(hb, { q: "kettle", pick: {}, from: 0, count: 10 });
  assert.equal(again.length, 1, "they are there by now");
  assert.ok(again[0].counts.area.north > 0);
});

test("who is open now is known with the numbers, asked for or not", async () => {
  const { hb, open, loaded } = engine(output);
  hb.now = () => new Date("2026-11-23T12:00:00Z");
  await open();
  const [first, later] = await answers(hb, { q: "lantern", pick: {}, from: 0, count: 10 });
  assert.equal(first.openCount, undefined);
  assert.ok(first.records.every((record) => !record.open));
  const isOpen = records.filter((record) => record.open && record.title.startsWith("Lantern"));
  assert.equal(later.openCount, isOpen.length);
  assert.deepEqual([...later.records].map((record) => [record.slug, !!record.open]), [...first.records].map(({ slug }) => [slug, isOpen.some((record) => record.slug === slug)]));
  assert.equal(loaded.filter((path) => path.startsWith("search/t")).length, 1);
  const picked = await answers(hb, { q: "", pick: { kind: ["group"] }, open: true, from: 0, count: 10 });
  assert.equal(picked[0].total, records.filter((record) => record.open && record.kind === "group").length);
});

test("a question asked aside, or one that is stopped, takes nothing from the last", async () => {
  const { hb, open } = engine(output);
  await open();
  const all = [], aside = [], stopped = [];
  hb.find({ q: "lantern", pick: {}, from: 0, count: 10 }, (result) => all.push(result));
  hb.find({ q: "kettle", pick: {}, from: 0, count: 1, counts: false, aside: true }, (result) => aside.push(result));
  for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
  assert.deepEqual([all.length, aside.length, all[1].later], [2, 1, true]);
  hb.find({ q: "meadow", pick: {}, from: 0, count: 10 }, (result) => stopped.push(result));
  hb.stop();
  for (let turn = 0; turn < 50; turn++) await new Promise((next) => setImmediate(next));
  assert.deepEqual(stopped, []);
});

test("whichever file does not arrive, an answer comes that says so, with what is known", async () => {
  for (const start of ["s", "r", "v", "f"]) {
    const { hb, open } = engine(output, (path) => path.startsWith(`search/${start}`));
    await open();
    const [found] = await answers(hb, { q: "lantern", pick: {}, from: 0, count: 10 });
    assert.equal(!!found.failed, start === "s" || start === "r", start);
    assert.equal(found.total > 0, start !== "s", start);
    const [slip] = await answers(hb, { q: "lamtern", pick: {}, from: 0, count: 10 });
    assert.ok(slip && (start === "f" || slip.failed), start);
    const [picked] = await answers(hb, { q: "lantern", pick: { area: ["north"] }, from: 0, count: 10 });
    assert.ok(picked && (!["s", "r", "f"].includes(start) || picked.failed), start);
  }
});

test("where a word is that nearly all records have comes in a file of its own, for those who ask for it", async () => {
  for (const isMissing of [false, true]) {
    const { hb, open, loaded } = engine(output, (path) => isMissing && path.startsWith("search/w"));
    await open();
    await answers(hb, { q: "lantern", pick: {}, from: 0, count: 10 });
    assert.ok(!loaded.some((path) => path.startsWith("search/w")));
    const [found] = await answers(hb, { q: "weekly", pick: {}, from: 0, count: 10 });
    assert.equal(found.total, isMissing ? 0 : records.length);
    assert.equal(!!found.failed, isMissing);
  }
});

test("any query is answered, however odd", async () => {
  const { hb, open } = engine(output);
  await open();
  for (const q of ["x".repeat(10000), "lantern ".repeat(1500), "🥖🚲", "</script>", "\u200f\u202e", "constructor __proto__", "*", "a*", "lan tern", "~", ",", "|", "\0", "ß"]) {
    const all = await answers(hb, { q, pick: {}, from: 0, count: 10 });
    assert.ok(all.length && all[0].records.every((record) => record.title), q.slice(0, 20));
  }
});
