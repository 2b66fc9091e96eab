// What the search makes of words: forms of one word, phrases, words that nobody has, languages of any alphabet.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import { engine } from "./engine.mjs";
import { program, root } from "./support.mjs";

const site = join(root, "target", "browser", "words-site"), output = join(root, "target", "browser", "words");
const config = `title = "Words"
language = "en"
[search.words]
"that thing with the blue roof" = ["cycle stand"]
`;
const records = {
  "groups/clothes": `title = "Northside Swap"\nsummary = "She mends, walks, sings, cooks, swims and runs; paints and dances too."\nlanguages = ["Українська", "Русский"]`,
  "groups/tales": `title = "Harbour Tales"\nsummary = "One story told every week."\nlanguages = ["Русский"]`,
  "groups/rack": `title = "Dock Street Rack"\nsummary = "A cycle stand for ten."`,
  "assets/pantry": `type = "place"\ntitle = "Far Food Pantry"\nlocation = "53.90, -2.00"`,
  "assets/hut": `type = "place"\ntitle = "Near Hut"\nsummary = "Nothing but food for ducks."\nlocation = "53.70, -2.00"`,
};
let hb;

before(async () => {
  rmSync(site, { recursive: true, force: true });
  rmSync(output, { recursive: true, force: true });
  for (const folder of ["groups", "assets"]) mkdirSync(join(site, "content", folder), { recursive: true });
  writeFileSync(join(site, "hereabouts.toml"), config);
  for (const [path, front] of Object.entries(records)) writeFileSync(join(site, "content", path + ".md"), `+++\n${front}\n+++\n`);
  execFileSync(program, ["build", "--site", site, "--output", output, "--today", "2026-11-21"], { stdio: "ignore" });
  const opened = engine(output);
  await opened.open();
  hb = opened.hb;
});

const ask = (query) => new Promise((done) => hb.find({ pick: {}, from: 0, count: 10, ...query }, done));
const slugs = ({ records }) => Array.from(records, (record) => record.slug);

test("a word in another form is found, and is no slip", async () => {
  for (const [q, slug] of [
    ...["mending", "mended", "walking", "singing", "cooking", "swimming", "running", "painting", "dancing", "danced"].map((q) => [q, "clothes"]),
    ["stories", "tales"], ["tale", "tales"], ["stands", "rack"], ["pantries", "pantry"],
  ]) {
    const found = await ask({ q });
    assert.equal(slugs(found)[0], slug, q);
    assert.equal(found.exact, true, `${q}: ${found.instead}`);
  }
  assert.equal((await ask({ q: "runn" })).exact, false, "this is no word, though running begins so");
});

test("a phrase of six words that the site gives is known by its whole", async () => {
  assert.equal(slugs(await ask({ q: "that thing with the blue roof" }))[0], "rack");
});

test("a word that no entry has is told, and the rest is answered", async () => {
  const found = await ask({ q: "qwxyz food" });
  assert.ok(slugs(found).includes("pantry"));
  assert.deepEqual([...found.ignored], ["qwxyz"]);
  assert.equal(found.exact, false);
  assert.deepEqual([...(await ask({ q: "of food" })).ignored], [], "nobody misses a small word");
});

test("near me, what has all the words comes before what is nearer and has one", async () => {
  assert.deepEqual(slugs(await ask({ q: "food pantry", near: { lat: 53.7, lon: -2 } })), ["pantry", "hut"]);
});

test("languages written in any letters are choices of their own", async () => {
  const languages = hb.facets.find((facet) => facet.key === "language").values;
  assert.equal(new Set(languages.map((value) => value.slug)).size, 2);
  for (const { slug, count } of languages) {
    assert.ok(slug);
    assert.equal((await ask({ q: "", pick: { language: [slug] } })).total, count, slug);
  }
});
