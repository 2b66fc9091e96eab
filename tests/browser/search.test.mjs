// Finding: what a reader types, ticks and presses, and what comes of it. In small, in large, from a folder, by keyboard, when a part is missing.
import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { browser as launch, files, open, read, serve, sites } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); site.close(); });

const status = (page) => page.locator("#find .bar [role=status]");
const titles = (page) => page.locator(".found .card h2").allInnerTexts();
const number = (text) => Number(/\d+/.exec(text)?.[0]);

/** Waits until the count tells of so many results. */
async function counted(page, want) {
  await page.waitForFunction((want) => {
    const said = document.querySelector("#find .bar [role=status]").textContent;
    return want === undefined ? /\d+ results?\b/.test(said) : new RegExp(`(^|\\D)${want} results?\\b`).test(said);
  }, want);
  return number((await status(page).innerText()).replace("No exact match.", ""));
}

/** Waits until the page has told what it found. */
const settled = (page) => page.waitForFunction(() => !document.querySelector("#find [aria-busy]"));

/** The find page, ready, with something asked in its address or nothing. */
async function finder(address = "", { options, from = site.url } = {}) {
  const page = await open(browser, options);
  await page.goto(from + "find.html" + address);
  if (address) await counted(page);
  return page;
}

/** The find page with everything that one can choose on it. */
async function filters(page) {
  await page.focus("#q");
  await page.waitForFunction(() => window.hb?.facets);
  await page.evaluate(() => document.querySelectorAll("#find details").forEach((part) => { part.open = true; }));
}

test("what one types is found at once, marked, counted in a sentence and kept in the address; nothing loads anew", async () => {
  const page = await finder();
  await page.evaluate(() => { window.same = true; });
  await page.locator("#q").pressSequentially("repair", { delay: 20 });
  const total = await counted(page);
  assert.ok(total > 0);
  assert.match(await status(page).innerText(), new RegExp(`^${total} results?$`));
  assert.ok((await titles(page)).includes("Millbrook Repair Café"), String(await titles(page)));
  assert.match((await page.locator(".found mark").first().innerText()).toLowerCase(), /^repair/);
  assert.equal(new URL(page.url()).search, "?q=repair");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => window.same), true);
  await page.locator(".found .card a").first().click();
  assert.ok(await page.locator("h1").isVisible());
  assert.deepEqual(page.faults, []);
});

test("a slip is forgiven, and the page says which word it took for which", async () => {
  const page = await finder("?q=libary");
  assert.match(await status(page).innerText(), /^No exact match\. \d+ results?\s+We looked for “\w+” in place of “libary”\.$/);
  assert.ok((await titles(page)).some((title) => /library/i.test(title)), String(await titles(page)));
  assert.deepEqual(page.faults, []);
});

test("accents and capitals do not matter", async () => {
  const plain = await finder("?q=cafe"), accented = await finder("?q=CAFÉ");
  assert.deepEqual(await titles(plain), await titles(accented));
  assert.ok((await titles(plain)).some((title) => title.includes("Café")));
});

for (const address of ["", "?q=the", "?kind=group&area=millbrook"]) {
  test(`the number at every choice is what one gets by ticking it: find.html${address}`, async () => {
    const page = await finder(address);
    await filters(page);
    await settled(page);
    const names = await page.locator(".filters input[type=checkbox]").evaluateAll((all) => all
      .filter((input) => !input.checked && !input.closest("[hidden]"))
      .map((input) => [input.name, input.value, input.parentNode.querySelector("b").textContent, input.parentNode.classList.contains("none")]));
    assert.ok(names.length > 30, `${names.length} choices`);
    for (const [name, value, told, dashed] of names) {
      const box = page.locator(`.filters input[name="${name}"][value="${value}"]`);
      // With another value of the same facet beside it one sees both; the number is that of this value alone.
      const facet = name === "type" ? "kind" : name, beside = address.includes(`${facet}=`);
      await box.check();
      await page.waitForFunction(([name, value]) => new URLSearchParams(location.search).getAll(name).includes(value), [name, value]);
      const alone = await page.evaluate(([name, value, facet, address]) => new Promise((done) => {
        const pick = {};
        for (const [key, slug] of new URLSearchParams(address)) if (key !== "q") pick[key] = [slug];
        delete pick[facet];
        // Beside the kinds stand the types of those that are browsed by type.
        const kinds = window.hb.facets.find((facet) => facet.key === "kind").values;
        if (name !== "open") pick[name === "kind" && !kinds.some((kind) => kind.slug === value) ? "type" : name] = [value];
        window.hb.find({ q: new URLSearchParams(address).get("q"), pick, open: name === "open", count: 1 }, (result) => done(result.total));
      }), [name, value, facet, address]);
      if (told !== "") assert.equal(alone, Number(told), `${name}=${value} alone`);
      // The sentence is told when the reader pauses.
      await page.waitForFunction(([want, orMore]) => {
        const said = Number(/\d+/.exec(document.querySelector("#find .bar [role=status]").textContent.replace("No exact match.", ""))?.[0] ?? NaN);
        return orMore ? said >= want : said === want;
      }, [alone, beside], { timeout: 5000 }).catch(() => assert.fail(`${name}=${value}: the page does not tell of ${alone}`));
      if (told === "0") assert.ok(dashed, `${name}=${value} has nothing, and is dashed`);
      await box.uncheck();
      await page.waitForFunction(([name, value]) => !new URLSearchParams(location.search).getAll(name).includes(value), [name, value]);
    }
    assert.deepEqual(page.faults, []);
  });
}

test("of several values of one facet any will do, of several facets all must", async () => {
  const one = async (address) => new Set(await titles(await finder(address)));
  const [food, music, both, within] = await Promise.all(["?category=food", "?category=music", "?category=food&category=music", "?category=food&kind=group"].map(async (address) => {
    const page = await finder(address);
    while (await page.locator("[data-more-results]").isVisible()) { await page.click("[data-more-results]"); await settled(page); }
    return new Set(await titles(page));
  }));
  assert.deepEqual([...both].sort(), [...new Set([...food, ...music])].sort());
  assert.ok(within.size > 0 && within.size < food.size && [...within].every((title) => food.has(title)));
  assert.ok(await one(""));
});

test("a type narrows its own kind, and goes when the kind goes", async () => {
  const page = await finder("?kind=group");
  const groups = await counted(page);
  const types = page.locator("[data-of=group]");
  assert.ok(await types.isVisible());
  const told = number(await types.locator("b").first().innerText());
  await types.locator("input").first().check();
  await counted(page, told);
  assert.ok(told < groups);
  await page.locator("input[name=kind][value=story]").check();
  await page.waitForFunction(() => location.search.includes("story"));
  await settled(page);
  assert.ok(await counted(page) > told, "stories come beside it");
  await page.locator("input[name=kind][value=group]").uncheck();
  await page.waitForFunction(() => !location.search.includes("type="));
  assert.ok(await types.isHidden());
  assert.deepEqual(page.faults, []);
});

test("an address that was shared, a reload, back and forward all show the same again", async () => {
  const page = await finder("?q=food&kind=group&category=food");
  assert.equal(await page.inputValue("#q"), "food");
  assert.ok(await page.isChecked("input[name=kind][value=group]"));
  assert.ok(await page.isChecked("input[name=category][value=food]"));
  const there = await titles(page), url = page.url();
  assert.ok(there.length);
  await page.reload();
  await counted(page);
  assert.deepEqual(await titles(page), there);
  await page.locator(".found .card a").first().click();
  await page.locator("article").waitFor();
  await page.goBack();
  await counted(page, there.length);
  assert.equal(page.url(), url);
  assert.equal(await page.inputValue("#q"), "food");
  assert.deepEqual(await titles(page), there);
  await page.goForward();
  await page.locator("article").waitFor();
  assert.deepEqual(page.faults, []);
});

test("Clear, and Escape in the box, bring back everything from A to Z", async () => {
  const page = await finder("?q=food&kind=group");
  assert.ok(await page.locator(".everything").isHidden());
  await page.click("[data-clear-search]");
  assert.ok(await page.locator(".everything").isVisible());
  assert.ok(await page.evaluate(() => document.activeElement.id === "q"));
  assert.equal(new URL(page.url()).search, "");
  assert.equal(await page.isChecked("input[name=kind][value=group]"), false);
  await page.keyboard.type("food");
  await counted(page);
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#q"), "");
  assert.ok(await page.locator(".everything").isVisible());
  assert.deepEqual(page.faults, []);
});

test("further results come when asked for, after those that are there, and one goes on reading at the first of them", async () => {
  const page = await finder("?kind=group");
  const total = await counted(page);
  assert.ok(total > 20);
  const first = await titles(page);
  assert.equal(first.length, 20);
  await page.focus("[data-more-results]");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelectorAll(".found .card").length > 20);
  const all = await titles(page);
  assert.deepEqual(all.slice(0, 20), first);
  assert.equal(new Set(all).size, Math.min(total, 40));
  assert.equal(await page.evaluate(() => document.activeElement.innerText), all[20]);
  assert.deepEqual(page.faults, []);
});

test("by keyboard alone: type, tick a kind, and open what was found", async () => {
  const page = await finder();
  const here = () => page.evaluate(() => { const node = document.activeElement; return `${node.name ?? ""}${node.value ? "=" + node.value : ""}${node.closest(".found .card h2") ? "result" : ""}${node.id}`; });
  const seen = () => page.evaluate(() => { const node = document.activeElement, box = node.getBoundingClientRect(); const lined = (n) => n && getComputedStyle(n).outlineStyle !== "none"; return box.width > 0 && (lined(node) || lined(node.closest("label"))); });
  const until = async (wanted) => {
    for (let press = 0; press < 80; press++) {
      await page.keyboard.press("Tab");
      if (press) assert.ok(await seen(), await here());
      if (wanted.test(await here())) return;
    }
    assert.fail(`never came to ${wanted}`);
  };
  await until(/q$/);
  await page.keyboard.type("food");
  const all = await counted(page);
  await until(/^kind=group/);
  await page.keyboard.press("Space");
  await page.waitForFunction(() => location.search.includes("kind=group"));
  await settled(page);
  const fewer = await counted(page);
  assert.ok(fewer > 0 && fewer <= all);
  await until(/result/);
  const name = await page.evaluate(() => document.activeElement.innerText);
  await page.keyboard.press("Enter");
  await page.locator("article").waitFor();
  assert.equal(await page.locator("h1").innerText(), name);
  assert.deepEqual(page.faults, []);
});

test("what is found can be saved, and My list has it", async () => {
  const page = await finder("?q=repair");
  const star = page.locator(".found [data-save]").first(), name = (await titles(page))[0];
  await star.click();
  assert.equal(await star.getAttribute("aria-pressed"), "true");
  await page.reload();
  await counted(page);
  assert.equal(await page.locator(".found [data-save]").first().getAttribute("aria-pressed"), "true");
  await page.goto(site.url + "my-list.html");
  assert.deepEqual(await page.locator("#my-list .card h2").allInnerTexts(), [name]);
  assert.deepEqual(page.faults, []);
});

describe("nothing found", () => {
  test("a filter that was left on is named, and one press takes just that off", async () => {
    const page = await finder("?q=repair&kind=group&kind=story&area=the-orchards");
    const shown = await page.locator("[data-nothing]").isVisible();
    assert.ok(shown);
    const way = page.locator("[data-way-out]");
    await way.waitFor();
    const told = number(await page.locator("[data-cause]").innerText());
    await way.click();
    await counted(page, told);
    assert.ok(new URL(page.url()).search.includes("q=repair"));
    assert.ok(told > 0);
    assert.deepEqual(page.faults, []);
  });

  test("words that nobody knows are said to be so, and may be a gift that nobody has asked about", async () => {
    const page = await finder("?q=xqzzyqx");
    const note = page.locator("[data-nothing]");
    assert.equal(await counted(page), 0);
    assert.match(await note.innerText(), /do not know these words/);
    assert.match(await note.innerText(), /gift we have not asked about yet/);
    assert.ok(await note.locator("a[href^='mailto:']").isVisible());
    assert.ok(await page.locator("[data-way-out]").isHidden());
    await note.locator("a[href$='find.html']").click();
    await page.locator(".everything").waitFor();
    assert.deepEqual(page.faults, []);
  });
});

describe("near me", () => {
  test("the nearest come first, and where one is stays out of the address", async () => {
    const page = await finder("?kind=place", { options: { geolocation: { latitude: 0, longitude: 0 }, permissions: ["geolocation"] } });
    const before = await titles(page);
    await page.click("[data-near]");
    await page.waitForFunction(() => /Nearest first/.test(document.querySelector("#find .bar").innerText));
    const away = (await page.locator(".found .away").allInnerTexts()).map(parseFloat);
    assert.ok(away.length > 3);
    assert.deepEqual(away, [...away].sort((a, b) => a - b));
    assert.deepEqual((await titles(page)).length, before.length);
    assert.equal(new URL(page.url()).search, "?kind=place");
    assert.equal(await page.getAttribute("[data-near]", "aria-pressed"), "true");
    await page.click("[data-near]");
    await page.waitForFunction(() => !/Nearest first/.test(document.querySelector("#find .bar").innerText));
    assert.deepEqual(await titles(page), before);
    assert.deepEqual(page.faults, []);
  });

  test("a device that does not say where it is, is left in peace, and a postcode may be written instead", async () => {
    const page = await finder("?kind=place");
    await page.evaluate(() => { navigator.geolocation.getCurrentPosition = (yes, no) => setTimeout(() => no({ code: 1 })); });
    await page.click("[data-near]");
    await page.waitForFunction(() => /write a postcode/.test(document.querySelector("#find .bar").innerText));
    assert.ok((await titles(page)).length);
    await page.fill("#postcode", "ZZ99 9ZZ");
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => /postcode ZZ99 9ZZ/.test(document.querySelector("#find .bar").innerText));
    assert.equal(new URL(page.url()).searchParams.get("near"), "ZZ99 9ZZ");
    assert.deepEqual(page.faults, []);
  });
});

describe("the small search of every page", () => {
  for (const path of ["index.html", "groups/repair-cafe.html"]) {
    test(`the first answers stand under the box, and Enter shows all: ${path}`, async () => {
      const page = await open(browser);
      await page.goto(site.url + path);
      assert.deepEqual(page.requests.filter((url) => /search/.test(url)), []);
      await page.focus("#q");
      await page.keyboard.type("food");
      const answers = page.locator(".answers li a");
      await answers.first().waitFor();
      assert.ok(await answers.count() <= 6);
      const told = number(await page.locator(".answers [role=status]").innerText());
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assert.ok(await answers.first().evaluate((node) => node === document.activeElement));
      await page.focus("#q");
      await page.keyboard.press("Enter");
      await page.waitForURL(site.url + "find.html?q=food");
      await counted(page, told);
      await page.goBack();
      assert.deepEqual(page.faults, []);
    });
  }

  test("Escape and leaving shut it; an answer leads to its page", async () => {
    const page = await open(browser);
    await page.goto(site.url + "groups/index.html");
    await page.locator("#q").pressSequentially("library", { delay: 10 });
    const answer = page.locator(".answers li a").first();
    await answer.waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.locator(".answers li").count(), 0);
    assert.equal(await page.inputValue("#q"), "");
    await page.keyboard.type("library");
    await answer.waitFor();
    await page.click("h1");
    assert.equal(await page.locator(".answers li").count(), 0);
    await page.focus("#q");
    await answer.waitFor();
    const name = await answer.locator("bdi").innerText();
    await answer.click();
    await page.locator("article").waitFor();
    assert.equal(await page.locator("h1").innerText(), name);
    assert.deepEqual(page.faults, []);
  });

  test("where nothing is found it says so", async () => {
    const page = await open(browser);
    await page.goto(site.url + "index.html");
    await page.locator("#q").pressSequentially("xqzzyqx");
    await page.waitForFunction(() => /Nothing found/.test(document.querySelector(".answers").innerText));
    assert.deepEqual(page.faults, []);
  });
});

test("searching works from a folder, below a sub-path and for a host's strictest rule", async () => {
  const below = await serve({ prefix: "/some/town/" });
  for (const from of [pathToFileURL(sites.sample).href + "/", below.url, site.url]) {
    const page = await finder("?q=choir", { from });
    assert.ok((await titles(page)).length, from);
    await page.fill("#q", "repair");
    await page.waitForFunction(() => /repair/i.test(document.querySelector(".found mark")?.textContent));
    await page.locator(".found .card a").first().click();
    await page.locator("article").waitFor();
    await page.locator("#q").pressSequentially("choir", { delay: 10 });
    await page.locator(".answers li a").first().click();
    await page.locator("article").waitFor();
    assert.deepEqual(page.faults, [], from);
    await page.context().close();
  }
  below.close();
});

test("without scripts the find page is the whole A to Z, and promises no search", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await page.goto(site.url + "find.html?q=food&kind=group");
  assert.ok(await page.locator(".everything .names a").count() > 100);
  assert.ok(await page.locator(".everything .names a").first().isVisible());
  assert.equal(await page.locator("input:visible, button:visible, summary:visible, .bar:visible").count(), 0);
  await page.goto(site.url + "index.html");
  assert.equal(await page.locator("input:visible, form:visible").count(), 0);
  assert.ok(await page.locator(".hero .no-js a[href='find.html']").isVisible());
  assert.deepEqual(page.faults, []);
});

test("where the script does not arrive, the page is what it is without scripts", async () => {
  const page = await open(browser);
  await page.route("**/theme/search.js", (route) => route.abort());
  await page.goto(site.url + "find.html?q=food");
  await page.waitForFunction(() => document.documentElement.className === "");
  assert.ok(await page.locator(".everything .names a").first().isVisible());
  assert.ok(await page.locator("#q").isHidden());
});

describe("a part that does not arrive", () => {
  test("the index: the page says so, and everything from A to Z is there", async () => {
    const page = await open(browser);
    await page.route("**/search/boot.js", (route) => route.abort());
    await page.goto(site.url + "find.html?q=food");
    await page.waitForFunction(() => /did not arrive/.test(document.querySelector("#find .bar").innerText));
    assert.ok(await page.locator(".everything .names a").first().isVisible());
    await page.unrouteAll();
    await page.fill("#q", "food shelf");
    await counted(page);
    assert.ok((await titles(page)).length, "asked again, it comes");
    await page.goto(site.url + "index.html");
    await page.route("**/search/boot.js", (route) => route.abort());
    await page.locator("#q").pressSequentially("food");
    await page.waitForFunction(() => /did not arrive/.test(document.querySelector(".answers").innerText));
  });

  test("a shard, deleted on the host: the page says so, and does not fall over", async () => {
    const folder = mkdtempSync(join(tmpdir(), "hereabouts-"));
    cpSync(sites.sample, folder, { recursive: true });
    for (const path of files(folder).filter((path) => path.startsWith("search/") && !path.endsWith("/boot.js"))) rmSync(join(folder, path));
    const broken = await serve({ folder });
    const page = await open(browser);
    await page.goto(broken.url + "find.html?q=food");
    await page.waitForFunction(() => /did not arrive/.test(document.querySelector("#find .bar").innerText));
    assert.ok(await page.locator("[data-nothing]").isHidden());
    assert.deepEqual(page.faults.filter((fault) => !/Failed to load resource|MIME type/.test(fault)), []);
    broken.close();
    rmSync(folder, { recursive: true });
  });
});

test("no query breaks anything: very long, pictures, markup, marks of direction, signs", async () => {
  const page = await finder();
  await page.evaluate(() => document.getElementById("q").removeAttribute("maxlength"));
  const odd = ["x".repeat(10000), "bread ".repeat(2000), "🥖🚲", "</script><img src=x onerror=alert(1)>", "\u202eeton\u202c \u200f\u200e", "%", "&kind=group", "?#", "\\", "constructor __proto__ toString", "a", "\"", "'", "\0", "ß ł ø", "图书馆", "مكتبة"];
  for (const text of odd) {
    await page.fill("#q", text);
    await settled(page);
    await page.goto(site.url + "find.html?q=" + encodeURIComponent(text).slice(0, 6000));
    await settled(page);
    assert.equal(await page.locator("#find img").count(), 0);
    assert.ok(page.url().length < 3000, text.slice(0, 20));
  }
  for (const address of ["?q=%E0%A4%A", "?q", "?=x", "?kind=no-such-kind", "?kind=constructor&category=__proto__&toString=1", "?near=%00", "?open=now&open=now", "?q=a&q=b"]) {
    await page.goto(site.url + "find.html" + address);
    await settled(page);
    assert.ok(await page.locator(".found:visible, .everything:visible").count(), address);
  }
  assert.deepEqual(page.faults, []);
});

test("a site with one record, and one with none, can be searched too", async () => {
  for (const [folder, count] of [[sites.one, 1], [sites.none, 0]]) {
    const small = await serve({ folder });
    const page = await finder("", { from: small.url });
    await page.fill("#q", "hall");
    await counted(page, count);
    assert.equal((await titles(page)).length, count);
    assert.equal(await page.locator("[data-nothing]").isVisible(), !count);
    assert.equal(await page.locator(".filters [name=open]:visible, [data-near]:visible, #postcode:visible").count(), 0, "nothing is offered that nobody knows");
    await page.fill("#q", "");
    await page.waitForFunction(() => !document.documentElement.classList.contains("asked"));
    await page.goto(small.url + "index.html");
    await page.fill("#q", "hall");
    await page.waitForFunction(() => document.querySelector(".answers.up"));
    assert.deepEqual(page.faults, []);
    small.close();
  }
});

test("the count takes the form that the language has for the number", async () => {
  const arabic = await serve({ folder: sites.arabic });
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  await page.goto(arabic.url + "find.html?kind=group");
  await page.locator(".found .card").first().waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth && scrollX === 0));
  await page.evaluate(() => { document.getElementById("find").dataset.few = "{n} FEW"; });
  await page.click("[data-clear-search]");
  for (const kind of await page.locator("input[name=kind]").all()) await kind.check();
  await page.waitForFunction(() => document.querySelector("#find .bar").innerText.includes("3 FEW"));
  assert.deepEqual(page.faults, []);
  arabic.close();
});

const states = {
  "the find page": async (page) => { await page.goto(site.url + "find.html"); await filters(page); },
  "results": async (page) => { await page.goto(site.url + "find.html?q=libary&kind=group&kind=institution"); await counted(page); await filters(page); },
  "nothing found": async (page) => { await page.goto(site.url + "find.html?q=repair&kind=story"); await counted(page); },
  "answers in the header": async (page) => { await page.goto(site.url + "groups/index.html"); await page.fill("#q", "foo"); await page.locator(".answers li").first().waitFor(); },
  "answers on the first page": async (page) => { await page.goto(site.url + "index.html"); await page.fill("#q", "foo"); await page.locator(".answers li").first().waitFor(); },
};

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing with results open, ${colorScheme}`, async () => {
    const found = [];
    for (const [name, reach] of Object.entries(states)) {
      const page = await open(browser, { colorScheme });
      await reach(page);
      await settled(page);
      await page.evaluate(axe);
      found.push(...(await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then((result) => result.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html.slice(0, 140)).join(" | ")}`)), tags)).map((fault) => `${name}: ${fault}`));
      await page.context().close();
    }
    assert.deepEqual(found, []);
  });
}

test("with results open nothing scrolls sideways on 320 pixels, nor on 360 with text of 150 %", async () => {
  for (const [name, reach] of Object.entries(states)) {
    const page = await open(browser, { viewport: { width: 320, height: 640 } });
    await reach(page);
    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await wide(), 0, name);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.evaluate(() => document.documentElement.setAttribute("data-size", "larger"));
    assert.equal(await wide(), 0, `${name}, 150 %`);
    assert.deepEqual(page.faults, [], name);
    await page.context().close();
  }
});

for (const width of [360, 1280]) {
  test(`nothing moves while the find page loads or fills, at ${width} pixels`, async () => {
    for (const address of ["", "?q=food", "?kind=group", "?q=xqzzyqx"]) {
      const page = await open(browser, { viewport: { width, height: 740 } });
      await page.addInitScript(() => {
        window.moved = [];
        new PerformanceObserver((list) => list.getEntries().forEach((entry) => window.moved.push(`${entry.value.toFixed(4)} ${entry.sources.map((source) => source.node?.outerHTML?.slice(0, 90)).join(" | ")}`))).observe({ type: "layout-shift", buffered: true });
      });
      await page.goto(site.url + "find.html" + address);
      await page.waitForLoadState("networkidle");
      await settled(page);
      // What a press brings may change what stands below it, but not by itself a while later.
      assert.deepEqual(await page.evaluate(() => window.moved), [], address);
      await page.context().close();
    }
  });
}

test("until somebody turns to it, search costs a page nothing; then the script is at most 10.5 KB over the line", async () => {
  const page = await open(browser);
  await page.goto(site.url + "find.html");
  await page.waitForLoadState("networkidle");
  assert.deepEqual(page.requests.filter((url) => /search/.test(url)), []);
  assert.ok(page.requests.length <= 6, page.requests.join(" "));
  await page.focus("#q");
  await page.waitForFunction(() => window.hb?.facets);
  assert.ok(gzipSync(read("theme/search.js"), { level: 9 }).length <= 10.5 * 1024, `${gzipSync(read("theme/search.js"), { level: 9 }).length} bytes`);
  assert.doesNotMatch(read("theme/search.js"), /=>|`|\b(let|const|class|eval|Function)\b[ (]/);
  assert.deepEqual(page.faults, []);
});

test("on paper the find page is what was found, without what one presses", async () => {
  const page = await finder("?q=repair");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".found .card h2").first().isVisible());
  assert.equal(await page.locator("#q:visible, .filters:visible, button:visible").count(), 0);
});
