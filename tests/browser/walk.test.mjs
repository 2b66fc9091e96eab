// What a reader does: look around, save, share, choose colours. Also with scripts off, from a folder, and with storage off.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { browser as launch, open, pages, serve, sites } from "./support.mjs";

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); site.close(); });

const count = (page) => page.locator("nav .count").innerText();
const titles = (page) => page.locator("#my-list .card h2").allInnerTexts();
const said = (page) => page.locator("#say").innerText();

/** Catches what the page hands to the device's own sharing sheet. */
const catchShare = (page) => page.addInitScript(() => {
  navigator.share = async (data) => { window.sharedUrl = data.url; };
});

/** Presses a link and waits for the page behind it. */
async function follow(page, link) {
  const loaded = page.waitForEvent("load");
  await (typeof link === "string" ? page.locator(link).first() : link).click();
  await loaded;
}

async function homeToRecord(page, from) {
  await page.goto(from);
  await follow(page, "#kinds a[href*='groups/']");
  await follow(page, "main .chip[href*='/index.html']");
  const card = page.locator(".card a").first();
  const name = await card.innerText();
  await follow(page, card);
  assert.equal(await page.locator("h1").innerText(), name);
  return name;
}

test("from home to a kind, a type, a record; saved, it stands in My list and is still there after a reload", async () => {
  const page = await open(browser);
  const name = await homeToRecord(page, site.url + "index.html");
  await page.click("[data-record] [data-save]");
  assert.equal(await page.getAttribute("[data-record] [data-save]", "aria-pressed"), "true");
  assert.equal(await count(page), "1");
  await follow(page, "nav a[href$='my-list.html']");
  assert.deepEqual(await titles(page), [name]);
  await page.reload();
  assert.deepEqual(await titles(page), [name]);
  assert.equal(await count(page), "1");
  await follow(page, "#my-list .card h2 a");
  assert.equal(await page.locator("h1").innerText(), name);
  assert.deepEqual(page.faults, []);
});

test("a card is saved and taken back from a list, and the badge counts along", async () => {
  const page = await open(browser);
  await page.goto(site.url + "groups/index.html");
  const stars = page.locator(".card [data-save]");
  await stars.nth(0).click();
  await stars.nth(1).click();
  assert.equal(await count(page), "2");
  assert.equal(page.url(), site.url + "groups/index.html");
  await stars.nth(0).click();
  assert.equal(await count(page), "1");
  assert.equal(await stars.nth(0).getAttribute("aria-pressed"), "false");
  assert.deepEqual(page.faults, []);
});

test("what was removed from My list comes back with Undo, in its old place; so does a cleared list", async () => {
  const page = await open(browser);
  await page.goto(site.url + "groups/index.html");
  for (const number of [0, 1, 2]) await page.locator(".card [data-save]").nth(number).click();
  await page.goto(site.url + "my-list.html");
  const whole = await titles(page);
  assert.equal(whole.length, 3);
  await page.locator("#my-list .card [data-save]").nth(1).click();
  assert.deepEqual(await titles(page), [whole[0], whole[2]]);
  await page.locator("#say button").click();
  assert.deepEqual(await titles(page), whole);
  await page.click("[data-clear]");
  assert.deepEqual(await titles(page), []);
  assert.ok(await page.locator(".empty[data-none]").isVisible());
  assert.equal(await count(page), "");
  await page.locator("#say button").click();
  assert.deepEqual(await titles(page), whole);
  assert.deepEqual(page.faults, []);
});

test("a shared list opens on another device, leaves the list there alone, and joins it when asked", async () => {
  const mine = await open(browser);
  await catchShare(mine);
  await mine.goto(site.url + "groups/index.html");
  for (const number of [0, 1]) await mine.locator(".card [data-save]").nth(number).click();
  await mine.goto(site.url + "my-list.html");
  const shared = await titles(mine);
  await mine.click("[data-share]");
  const address = new URL(await mine.evaluate(() => window.sharedUrl));
  assert.match(address.search, /^\?ids=[a-z0-9-]+\.[a-z0-9-]+$/);

  const other = await open(browser);
  await other.goto(site.url + "groups/index.html");
  await other.locator(".card [data-save]").nth(3).click();
  await other.goto(site.url + "my-list.html" + address.search);
  await other.locator("#my-list .card").first().waitFor();
  assert.deepEqual(await titles(other), shared);
  assert.equal(await count(other), "1");
  await other.click("[data-keep]");
  assert.equal(await count(other), "3");
  await other.reload();
  assert.equal((await titles(other)).length, 3);
  assert.deepEqual([...mine.faults, ...other.faults], []);
});

test("a shared list with a record that is gone shows the rest, and says so", async () => {
  const page = await open(browser);
  await page.goto(site.url + "my-list.html?ids=repair-cafe.no-such-record");
  await page.locator("#my-list .card").first().waitFor();
  assert.equal((await titles(page)).length, 1);
  assert.ok(await page.locator("[data-missing]").isVisible());
  assert.deepEqual(page.faults, []);
});

test("where the device has no sharing of its own, the address is copied and the page says so", async () => {
  const page = await open(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(site.url + "groups/repair-cafe.html");
  await page.evaluate(() => { delete Navigator.prototype.share; });
  await page.click("[data-record] [data-share]");
  await page.waitForFunction(() => document.querySelector("#say").textContent);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await page.getAttribute("link[rel=canonical]", "href"));
  assert.deepEqual(page.faults, []);
});

test("with scripts off the walk is the same by links, and nothing is shown that needs a script", async () => {
  const page = await open(browser, { javaScriptEnabled: false });
  await homeToRecord(page, site.url + "index.html");
  assert.equal(await page.locator("button:visible, .js-only:visible").count(), 0);
  await follow(page, "nav a[href$='my-list.html']");
  assert.ok(await page.locator(".no-js").isVisible());
  assert.equal(await page.locator("button:visible, .js-only:visible").count(), 0);
  assert.deepEqual(page.faults, []);
});

test("with storage switched off, saving says that it cannot, and nothing breaks", async () => {
  const page = await open(browser);
  await page.addInitScript(() => Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } }));
  await page.goto(site.url + "groups/index.html");
  await page.locator(".card [data-save]").first().click();
  assert.notEqual(await said(page), "");
  assert.equal(await count(page), "");
  await page.goto(site.url + "my-list.html");
  assert.ok(await page.locator(".empty[data-none]").isVisible());
  assert.deepEqual(page.faults, []);
});

test("from a folder: the walk, saving, a shared list", async () => {
  const folder = pathToFileURL(sites.sample).href + "/";
  const page = await open(browser);
  await catchShare(page);
  const name = await homeToRecord(page, folder + "index.html");
  await page.click("[data-record] [data-save]");
  await follow(page, "nav a[href$='find.html']");
  await follow(page, "main a[href$='repair-cafe.html']");
  await page.click("[data-record] [data-save]");
  await follow(page, "nav a[href$='my-list.html']");
  assert.deepEqual((await titles(page)).sort(), [name, await titleOf("groups/repair-cafe.html")].sort());
  await page.click("[data-share]");
  const address = await page.evaluate(() => window.sharedUrl);
  const canonical = await page.getAttribute("link[rel=canonical]", "href");
  assert.ok(address.startsWith(canonical + "?ids="), address);

  const other = await open(browser);
  await other.goto(folder + "my-list.html" + new URL(address).search);
  await other.locator("#my-list .card").first().waitFor();
  assert.equal((await titles(other)).length, 2);
  assert.deepEqual([...page.faults, ...other.faults], []);
});

async function titleOf(path) {
  const html = pages().find((page) => page.path === path).html;
  return /<h1><bdi>([^<]+)/.exec(html)[1].replaceAll("&amp;", "&").replaceAll("&#39;", "'");
}

test("colours and text size, once chosen, hold on every page and after a reload, before the large script has run", async () => {
  const page = await open(browser, { colorScheme: "light" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
  await page.goto(site.url + "index.html");
  const light = await paper();
  await page.check("input[name=theme][value=dark]");
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.check("input[name=size][value=larger]");
  assert.equal(await size(), 24);
  await page.route("**/hereabouts.js", (route) => route.fulfill({ body: "", contentType: "text/javascript" }));
  await page.goto(site.url + "groups/index.html");
  assert.equal(await paper(), dark);
  assert.equal(await size(), 24);
  await page.unrouteAll();
  await page.goto(site.url + "groups/repair-cafe.html");
  assert.ok(await page.isChecked("input[name=theme][value=dark]"));
  assert.ok(await page.isChecked("input[name=size][value=larger]"));
  await page.emulateMedia({ colorScheme: "dark" });
  await page.check("input[name=theme][value=light]");
  assert.equal(await paper(), light);
  await page.check("input[name=theme][value='']");
  assert.equal(await paper(), dark);
  await page.emulateMedia({ colorScheme: "light" });
  await page.reload();
  assert.equal(await paper(), light);
  await page.check("input[name=size][value='']");
  assert.equal(await size(), 16);
  assert.deepEqual(page.faults, []);
});
