// A page of every template, as people see and use it: rules of accessibility, narrow screens, large text, keyboard, nothing that moves.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { browser as launch, open, samples, savedList, serve, sites } from "./support.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser, site, plain, storageState;
before(async () => {
  [browser, site, plain] = await Promise.all([launch(), serve({ slow: /hereabouts\.js$|\/pictures\// }), serve({ csp: "" })]);
  storageState = await savedList(browser, site, { theme: "dark", size: "large" });
});
after(async () => { await browser.close(); site.close(); plain.close(); });

const sample = samples();
const filled = () => ({ ...storageState, origins: storageState.origins.map((origin) => ({ ...origin, localStorage: origin.localStorage.filter((item) => item.name.endsWith("list")) })) });

/** A page of every template, My list both empty and filled. */
async function everyTemplate(options, work) {
  let page = await open(browser, options);
  for (const [name, path] of sample) {
    await page.goto(site.url + path);
    await work(page, name);
  }
  await page.context().close();
  page = await open(browser, { ...options, storageState: filled() });
  await page.goto(site.url + "my-list.html");
  await work(page, "my list, filled");
  await page.goto(site.url + "my-list.html?ids=repair-cafe.no-such-record");
  await page.locator("#my-list .card").waitFor();
  await work(page, "my list, shared");
  await page.context().close();
}

test("axe finds nothing, in light and dark, on a screen of 320 pixels, and with text of 150 %", async () => {
  const found = [];
  async function look(page, name, shape) {
    const violations = await page.evaluate((tags) => window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] }).then((result) =>
      result.violations.map((rule) => `${rule.id} (${rule.help}): ${rule.nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ""}`).join(" | ")}`)), tags);
    found.push(...violations.map((violation) => `${name}, ${shape}: ${violation}`));
  }
  const shapes = async (page, name) => {
    await page.evaluate(axe);
    await look(page, name, "light");
    await page.emulateMedia({ colorScheme: "dark" });
    await look(page, name, "dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize({ width: 320, height: 640 });
    await look(page, name, "320 pixels");
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => document.documentElement.setAttribute("data-size", "larger"));
    await look(page, name, "150 %");
  };
  await everyTemplate({ colorScheme: "light" }, shapes);
  const page = await open(browser, { colorScheme: "light" });
  await page.goto(plain.url + "no/such/page.html");
  await shapes(page, "404");
  assert.deepEqual(found, []);
});

for (const width of [360, 1280]) {
  test(`nothing moves while a page loads, at ${width} pixels, with a saved list and chosen colours and size`, async () => {
    const moved = [];
    const shift = async (page, name) => {
      const parts = await page.evaluate(() => new Promise((done) => {
        const parts = [];
        const watch = (list) => parts.push(...list.map((entry) => `${entry.value.toFixed(4)} ${entry.sources.map((source) => source.node?.outerHTML?.slice(0, 90)).join(" | ")}`));
        new PerformanceObserver((list) => watch(list.getEntries())).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done(parts))), 80);
      }));
      moved.push(...parts.map((part) => `${name}: ${part}`));
    };
    await everyTemplate({ viewport: { width, height: 740 } }, shift);
    const page = await open(browser, { viewport: { width, height: 740 }, storageState });
    for (const [name, path] of sample) {
      await page.goto(site.url + path);
      await shift(page, name + ", with choices");
    }
    await page.context().close();
    assert.deepEqual(moved, []);
  });
}

test("no page scrolls sideways on a screen of 320 pixels, nor on one of 360 with text of 150 %", async () => {
  const wide = [];
  const measure = async (page, shape) => {
    const parts = await page.evaluate(() => {
      const width = document.documentElement.clientWidth;
      if (document.documentElement.scrollWidth <= width) return undefined;
      return [...document.body.querySelectorAll("*")].filter((node) => node.getBoundingClientRect().right > width + 0.5).map((node) => node.outerHTML.slice(0, 90)).slice(0, 3);
    });
    if (parts) wide.push(`${shape}: ${parts.join(" | ")}`);
  };
  const shapes = async (page, name) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await measure(page, `${name}, 320 pixels`);
    await page.setViewportSize({ width: 360, height: 640 });
    await page.evaluate(() => document.documentElement.setAttribute("data-size", "larger"));
    await measure(page, `${name}, 360 pixels, 150 %`);
  };
  await everyTemplate({ viewport: { width: 320, height: 640 } }, shapes);
  const page = await open(browser);
  await page.goto(plain.url + "no/such/page.html");
  await shapes(page, "404");
  assert.deepEqual(wide, []);
});

test("the Tab key meets the skip link first, then everything one can press, and one always sees where one is", async () => {
  const faults = [];
  // Lists of another length hold the same things, and every press is a frame to draw.
  const alike = ["a kind", "a category", "an area", "the categories", "a bare record", "a record with a picture", "a closed record", "find", "print"];
  await everyTemplate({ viewport: { width: 1000, height: 600 } }, async (page, name) => {
    if (alike.includes(name)) return;
    const expected = await page.evaluate(() => {
      const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")];
      const one = (node) => node.type !== "radio" || node.checked;
      return all.filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.disabled && one(node)).map((node, number) => (node.dataset.tab = String(number)));
    });
    await page.evaluate(() => document.activeElement?.blur());
    const met = [];
    for (let press = 0; press < expected.length; press++) {
      await page.keyboard.press("Tab");
      const here = await page.evaluate(() => {
        const node = document.activeElement, box = node.getBoundingClientRect();
        const outlined = (node) => node && getComputedStyle(node).outlineStyle !== "none" && parseFloat(getComputedStyle(node).outlineWidth) >= 2;
        return {
          tab: node.dataset.tab, what: node.outerHTML.slice(0, 80), skip: node.matches("[href='#main']"), outlined: outlined(node) || outlined(node.closest("label")),
          seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth && box.width > 0,
        };
      });
      met.push(here.tab);
      if (press === 0 && !here.skip) faults.push(`${name}: first comes ${here.what}`);
      if (!here.outlined) faults.push(`${name}: no outline on ${here.what}`);
      if (!here.seen) faults.push(`${name}: out of sight: ${here.what}`);
    }
    const missed = expected.filter((number) => !met.includes(number));
    if (missed.length) faults.push(`${name}: never reached: ${await page.evaluate((number) => document.querySelector(`[data-tab="${number}"]`).outerHTML.slice(0, 120), missed[0])}`);
  });
  assert.deepEqual(faults, []);
});

test("the skip link leads to the content", async () => {
  const page = await open(browser);
  await page.goto(site.url + "groups/index.html");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.querySelector("main").contains(document.activeElement)));
});

test("Enter opens a card and presses its star", async () => {
  const page = await open(browser);
  await page.goto(site.url + "groups/index.html");
  const star = page.locator(".card [data-save]").first();
  await star.focus();
  await page.keyboard.press("Enter");
  assert.equal(await star.getAttribute("aria-pressed"), "true");
  assert.ok(await star.evaluate((node) => node === document.activeElement));
  const link = page.locator(".card a").first();
  const name = await link.innerText();
  await link.focus();
  const loaded = page.waitForEvent("load");
  await page.keyboard.press("Enter");
  await loaded;
  assert.equal(await page.locator("h1").innerText(), name);
  assert.deepEqual(page.faults, []);
});

test("fingers find what to press: links on cards, buttons and chips are large enough", async () => {
  const small = [];
  await everyTemplate({ viewport: { width: 360, height: 740 }, hasTouch: true }, async (page, name) => {
    small.push(...await page.evaluate((name) => [...document.querySelectorAll("button:not(.link), .btn, nav[aria-label] li a, .top a")]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }) && !node.closest(".crumbs"))
      .map((node) => [node.getBoundingClientRect(), node])
      .filter(([box]) => box.height < 38 || box.width < 38)
      .map(([box, node]) => `${name}: ${box.width} by ${box.height}: ${node.outerHTML.slice(0, 90)}`), name));
  });
  assert.deepEqual(small, []);
});

test("in a language written from right to left the whole page is mirrored, and nothing scrolls sideways", async () => {
  const arabic = await serve({ folder: sites.arabic });
  const page = await open(browser, { viewport: { width: 360, height: 740 } });
  for (const [name, path] of samples(sites.arabic)) {
    await page.goto(arabic.url + path);
    assert.equal(await page.evaluate(() => document.documentElement.dir + " " + document.documentElement.lang), "rtl ar", name);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth && scrollX === 0), name);
    const heading = await page.evaluate(() => {
      const range = document.createRange();
      range.selectNodeContents(document.querySelector("h1"));
      const box = range.getBoundingClientRect();
      return { start: innerWidth - box.right, end: box.left };
    });
    assert.ok(heading.start <= heading.end, `${name}: the heading begins at the left`);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(arabic.url + "groups/index.html");
  const { logo, nav, edge } = await page.evaluate(() => ({
    logo: document.querySelector(".logo").getBoundingClientRect().left,
    nav: document.querySelector("header nav").getBoundingClientRect().left,
    edge: ["Left", "Right"].map((side) => parseFloat(getComputedStyle(document.querySelector(".card"))[`border${side}Width`])),
  }));
  assert.ok(logo > nav);
  assert.ok(edge[1] > edge[0]);
  assert.deepEqual(page.faults, []);
  arabic.close();
});
