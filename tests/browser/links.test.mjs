// Every page there is: its links, what it asks for, how heavy it is, and what machines read of it.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { browser as launch, fileFor, files, open, pages, read, samples, serve, sites, strict } from "./support.mjs";

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); site.close(); });

const all = pages();
const shown = all.filter((page) => !["redirect", "404"].includes(page.template));
const records = shown.filter((page) => ["record", "story"].includes(page.template));
const base = /<link rel="canonical" href="([^"]*)">/.exec(read("index.html"))[1];

/** Follows every link from home; what it finds of each page, by path. */
async function crawl(start, options) {
  const found = new Map(), faults = [], queue = ["index.html"], broken = [];
  let busy = 0;
  const worker = async () => {
    const page = await open(browser, options);
    while (queue.length || busy) {
      const path = queue.shift();
      if (path === undefined) { await new Promise((again) => setTimeout(again, 5)); continue; }
      if (found.has(path)) continue;
      busy++;
      found.set(path, undefined);
      const answer = await page.goto(start + path);
      if (answer && answer.status() >= 400) broken.push(`${path}: ${answer.status()}`);
      const facts = await page.evaluate(() => ({
        links: [...document.querySelectorAll("a[href], area[href]")].map((a) => a.href),
        ids: [...document.querySelectorAll("[id]")].map((node) => node.id),
        sources: [...document.querySelectorAll("img, script[src], link[rel=stylesheet], link[rel=icon]")].map((node) => node.src || node.href),
        lang: document.documentElement.lang,
        headings: document.querySelectorAll("h1").length,
        title: document.title,
        canonical: document.querySelector("link[rel=canonical]")?.href,
        data: [...document.querySelectorAll("script[type='application/ld+json']")].map((node) => node.textContent),
        needsScript: [...document.querySelectorAll("button, input, .js-only")].filter((node) => node.checkVisibility({ visibilityProperty: true })).length,
        broken: [...document.images].filter((image) => image.complete && !image.naturalWidth).map((image) => image.src),
      }));
      found.set(path, facts);
      for (const link of facts.links) {
        if (!link.startsWith(start)) {
          if (/^(file:|http:\/\/127)/.test(link)) broken.push(`${path}: ${link} leads out of the site`);
          continue;
        }
        const [to] = link.slice(start.length).split(/[?#]/);
        if (to.endsWith(".html")) { if (!found.has(to)) queue.push(to); }
        else if (to === "" || to.endsWith("/") || !fileFor(sites.sample, "/" + to)) broken.push(`${path}: ${link} names no file`);
      }
      busy--;
    }
    faults.push(...page.faults);
    await page.context().close();
  };
  await Promise.all([worker(), worker(), worker()]);
  for (const [path, facts] of found) {
    for (const link of facts.links.filter((link) => link.startsWith(start))) {
      const url = new URL(link), to = found.get(link.slice(start.length).split(/[?#]/)[0]);
      if (url.hash && to && !to.ids.includes(decodeURIComponent(url.hash.slice(1)))) broken.push(`${path}: ${link}: no such place on the page`);
    }
    for (const source of facts.sources) {
      if (source.startsWith(start) && !fileFor(sites.sample, "/" + source.slice(start.length))) broken.push(`${path}: ${source}`);
    }
    for (const image of facts.broken) broken.push(`${path}: ${image} is no picture`);
  }
  return { found, broken, faults };
}

describe("with scripts off, from home", () => {
  let result;
  before(async () => { result = await crawl(site.url, { javaScriptEnabled: false }); });

  test("every link and every anchor leads somewhere", () => assert.deepEqual(result.broken, []));
  test("every record and every page is reached", () => {
    assert.deepEqual(shown.map((page) => page.path).filter((path) => !result.found.has(path)), []);
  });
  test("no page complains, and none asks another host for anything", () => assert.deepEqual(result.faults, []));
  test("no page shows a control that needs a script", () => {
    assert.deepEqual([...result.found].filter(([, facts]) => facts.needsScript).map(([path]) => path), []);
  });
  test("every page has a language, one heading of the first rank, and a title of its own", () => {
    const titles = new Map();
    for (const [path, facts] of result.found) {
      assert.equal(facts.lang, "en-GB", path);
      assert.equal(facts.headings, 1, path);
      assert.ok(!titles.has(facts.title), `${path} and ${titles.get(facts.title)} are both called ${facts.title}`);
      titles.set(facts.title, path);
    }
  });
  test("canonical links use the site's own address", () => {
    for (const [path, facts] of result.found) {
      assert.equal(facts.canonical, base + path.replace(/(^|\/)index\.html$/, "$1"), path);
    }
  });
  test("what machines read of a record parses, and names it", () => {
    for (const { path } of records) {
      const facts = result.found.get(path);
      assert.equal(facts.data.length, 1, path);
      const data = JSON.parse(facts.data[0]);
      assert.ok(data["@context"] && (data["@type"] || data["@graph"]), path);
    }
  });
});

test("below a sub-path every link leads somewhere, and no page complains", async () => {
  const below = await serve({ prefix: "/some/town/" });
  const { found, broken, faults } = await crawl(below.url, {});
  below.close();
  assert.deepEqual(broken, []);
  assert.deepEqual(faults, []);
  assert.equal(found.size, shown.length);
});

test("from a folder a page of every template works, and its links lead somewhere", async () => {
  const folder = pathToFileURL(sites.sample).href + "/";
  const page = await open(browser);
  for (const [name, path] of samples()) {
    await page.goto(folder + path);
    const links = await page.evaluate(() => [...document.querySelectorAll("a[href], link[href], script[src], img")].map((node) => node.href || node.src));
    const files = links.filter((link) => link.startsWith("file:"));
    const named = (link) => link.startsWith(folder) && !link.split(/[?#]/)[0].endsWith("/") && existsSync(fileURLToPath(link.split(/[?#]/)[0]));
    assert.deepEqual(files.filter((link) => !named(link)), [], `${name}: a link names a file`);
  }
  assert.deepEqual(page.faults, []);
});

test("a host may serve pages without .html", async () => {
  const page = await open(browser);
  for (const [, path] of samples()) {
    await page.goto(site.url + path.replace(/\.html$/, "").replace(/(^|\/)index$/, "$1"));
    assert.equal(await page.locator("h1").count(), 1, path);
  }
  assert.deepEqual(page.faults, []);
});

test(`under "Content-Security-Policy: ${strict}" no template breaks a rule, and a first view takes at most six requests`, async () => {
  for (const [name, path] of samples()) {
    const page = await open(browser);
    await page.goto(site.url + path);
    await page.waitForLoadState("networkidle");
    assert.deepEqual(page.faults, [], name);
    assert.ok(page.requests.length <= 6, `${name}: ${page.requests.join(" ")}`);
    await page.context().close();
  }
});

test("every page is light: at most 40 KB over the line with its styles and scripts, 20 KB of styles, 10 KB for a script of every page", () => {
  const zipped = (path) => gzipSync(read(path)).length;
  const heavy = [];
  for (const { path, html } of all) {
    const parts = [...html.matchAll(/<(?:script src|link rel="stylesheet" href)="([^"]+)"/g)].map((part) => fileFor(sites.sample, new URL(part[1], "http://host/" + path).pathname).slice(sites.sample.length + 1));
    const sum = [path, ...parts].map(zipped).reduce((a, b) => a + b);
    if (sum > 40 * 1024) heavy.push(`${path}: ${sum}`);
  }
  assert.deepEqual(heavy, []);
  for (const path of files(sites.sample).filter((path) => path.startsWith("theme/"))) {
    const size = Buffer.byteLength(read(path));
    if (path.endsWith(".css")) assert.ok(size <= 20 * 1024, `${path}: ${size}`);
    // The search script comes only when somebody searches, and has a limit of its own.
    if (path.endsWith(".js") && path !== "theme/search.js") assert.ok(size <= 10 * 1024, `${path}: ${size}`);
  }
});

test("an old address leads to where the record lives now, without a script too", async () => {
  const moved = all.filter((page) => page.template === "redirect");
  assert.ok(moved.length);
  for (const javaScriptEnabled of [true, false]) {
    const page = await open(browser, { javaScriptEnabled });
    for (const { path, html } of moved) {
      const canonical = /<link rel="canonical" href="([^"]*)">/.exec(html)[1];
      await page.goto(site.url + path);
      await page.waitForURL(site.url + canonical.slice(base.length));
      assert.ok(await page.locator("h1").innerText());
    }
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test("the feed and the map of the site are well formed, and name only pages that exist", async () => {
  const page = await open(browser);
  await page.goto(site.url + "index.html");
  for (const [path, links] of [["feed.xml", "link[rel=alternate]"], ["sitemap.xml", "loc"]]) {
    const { fault, addresses } = await page.evaluate(async ([path, links]) => {
      const tree = new DOMParser().parseFromString(await (await fetch(path)).text(), "application/xml");
      return {
        fault: tree.querySelector("parsererror")?.textContent,
        addresses: [...tree.querySelectorAll(links)].map((node) => node.getAttribute("href") ?? node.textContent),
      };
    }, [path, links]);
    assert.equal(fault, undefined, path);
    assert.ok(addresses.length > 5, path);
    for (const address of addresses) {
      assert.ok(address.startsWith(base), `${path}: ${address}`);
      assert.ok(fileFor(sites.sample, "/" + address.slice(base.length)), `${path}: ${address}`);
    }
    if (path === "sitemap.xml") assert.deepEqual(addresses.length, shown.filter((page) => !["my-list"].includes(page.template)).length);
  }
  assert.deepEqual(page.faults, []);
});

test("an unknown address gets a page that reads well by itself and leads home", async () => {
  const plain = await serve({ csp: "" });
  const page = await open(browser);
  const answer = await page.goto(plain.url + "deep/down/nothing-here.html");
  assert.equal(answer.status(), 404);
  assert.ok(await page.locator("h1").isVisible());
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), "rgba(0, 0, 0, 0)");
  assert.ok(await page.evaluate(() => document.querySelector("h1").getBoundingClientRect().left) >= 16);
  assert.equal(page.requests.length, 1 + page.requests.filter((url) => url.endsWith("favicon.ico")).length);
  const links = await page.locator("a").evaluateAll((links) => links.map((a) => a.href));
  for (const link of links) assert.ok(link.startsWith(base) && fileFor(sites.sample, "/" + link.slice(base.length)), link);
  plain.close();
});
