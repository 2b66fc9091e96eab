// What comes out of the printer.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser as launch, open, pages, samples, savedList, serve } from "./support.mjs";

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); site.close(); });

/** How many sheets of A4 a page takes. */
async function sheets(page) {
  const pdf = await page.pdf({ format: "A4", preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page(?![a-z])/g).length;
}

test("on paper there is nothing to press", async () => {
  const page = await open(browser, { storageState: await savedList(browser, site) });
  await page.emulateMedia({ media: "print" });
  for (const [name, path] of samples()) {
    await page.goto(site.url + path);
    const left = await page.evaluate(() => [...document.querySelectorAll("button, input, nav, .btn, .skip, footer")]
      .filter((node) => node.checkVisibility({ visibilityProperty: true })).map((node) => node.outerHTML.slice(0, 80)));
    assert.deepEqual(left, [], name);
  }
});

test("on paper there is black, white and grey only", async () => {
  const page = await open(browser, { colorScheme: "dark", storageState: await savedList(browser, site, { theme: "dark" }) });
  await page.emulateMedia({ media: "print" });
  for (const [name, path] of samples()) {
    await page.goto(site.url + path);
    const coloured = await page.evaluate(() => [...document.querySelectorAll("body, body *:not(img, svg *, use)")]
      .filter((node) => node.checkVisibility({ visibilityProperty: true }))
      .filter((node) => {
        const style = getComputedStyle(node);
        const grey = (colour) => {
          const [red, green, blue, alpha = 1] = colour.match(/[\d.]+/g).map(Number);
          return alpha === 0 || (Math.abs(red - green) < 3 && Math.abs(green - blue) < 3) || !colour.startsWith("rgb");
        };
        return !grey(style.color) || !grey(style.backgroundColor) || (parseFloat(style.borderTopWidth) && !grey(style.borderTopColor));
      }).map((node) => node.outerHTML.slice(0, 80)).slice(0, 3));
    assert.deepEqual(coloured, [], name);
    const pictures = await page.locator("main img:visible").evaluateAll((images) => images.map((image) => getComputedStyle(image).filter));
    assert.deepEqual(pictures.filter((filter) => !filter.includes("grayscale(1)")), [], `${name}: pictures in colour`);
    const [ink, paper] = await page.evaluate(() => [getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]);
    assert.equal(ink, "rgb(0, 0, 0)", name);
    assert.ok(["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(paper), name);
  }
});

test("every record and every story fits on one sheet of A4", async () => {
  const page = await open(browser);
  const long = [];
  for (const { path, template } of pages()) {
    if (!["record", "story"].includes(template)) continue;
    await page.goto(site.url + path);
    const count = await sheets(page);
    if (count !== 1) long.push(`${path}: ${count}`);
  }
  assert.deepEqual(long, []);
});

test("no entry of the printed directory is torn over two pages", async () => {
  const page = await open(browser);
  await page.emulateMedia({ media: "print" });
  await page.goto(site.url + "print.html");
  const breaks = await page.locator(".entry").evaluateAll((entries) => entries.map((entry) => getComputedStyle(entry).breakInside));
  assert.ok(breaks.length > 50);
  assert.deepEqual([...new Set(breaks)], ["avoid"]);
  assert.ok(await sheets(page) <= breaks.length / 8, "about ten entries or more on a sheet");
});

test("My list prints its cards, and nothing of the screen around them", async () => {
  const page = await open(browser, { storageState: await savedList(browser, site) });
  await page.goto(site.url + "my-list.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#my-list .card:visible").count(), 3);
  assert.equal(await sheets(page), 1);
});
