// What the find page does when things come in another order than one thinks: late files, late places, odd addresses.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { browser as launch, open, serve } from "./support.mjs";

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(async () => { await browser.close(); site.close(); });

const bar = "#find .bar", cards = ".found .card";
const says = (page, words) => page.waitForFunction((words) => document.querySelector("#find .bar").innerText.includes(words), words);

/** The find page, where the files whose address holds `part` wait until `release` is called; `asked` is when the page wants one. */
async function held(part, address = "") {
  const page = await open(browser);
  let release, reached;
  const free = new Promise((done) => { release = done; });
  const asked = new Promise((done) => { reached = done; });
  await page.route((url) => url.pathname.includes(part), async (route) => { reached(); await free; await route.continue(); });
  await page.goto(site.url + "find.html" + address);
  return { page, asked, release };
}

test("what was cleared does not come back when its files arrive", async () => {
  const { page, asked, release } = await held("/search/all-");
  const idle = await page.innerText(bar + " p");
  await page.locator("#q").pressSequentially("repair");
  await page.waitForFunction(() => document.documentElement.classList.contains("asked"));
  await asked;
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.documentElement.classList.contains("asked"));
  const arrived = page.waitForResponse(/search\/all-/);
  release();
  await arrived;
  await page.waitForFunction(() => window.hb.count > 0);
  await page.evaluate(() => new Promise((done) => window.hb.find({ q: "choir", pick: {}, count: 1, aside: true }, done)));
  assert.equal(await page.locator(cards).count(), 0);
  assert.equal(await page.innerText(bar + " p"), idle);
  assert.deepEqual(page.faults, []);
});

test("what was pressed and typed before the script arrived is done when it has", async () => {
  const { page, release } = await held("/theme/search.js");
  await page.context().grantPermissions(["geolocation"]);
  await page.context().setGeolocation({ latitude: 0, longitude: 0 });
  await page.click("[data-near]");
  release();
  await says(page, "Nearest first");
  const other = await held("/theme/search.js");
  await other.page.fill("#postcode", "ZZ99 9ZZ");
  other.release();
  await says(other.page, "postcode ZZ99 9ZZ");
  assert.deepEqual([...page.faults, ...other.page.faults], []);
});

test("a place that the device tells after one has gone on is not used", async () => {
  const { page } = await held("nothing", "?q=repair");
  await says(page, "result");
  await page.evaluate(() => { navigator.geolocation.getCurrentPosition = (yes) => { window.tell = () => yes({ coords: { latitude: 0, longitude: 0 } }); }; });
  await page.click("[data-near]");
  await says(page, "Asking your device");
  await page.click("[data-clear-search]");
  await page.evaluate(() => window.tell());
  await page.locator("#q").pressSequentially("repair");
  await says(page, "result");
  assert.ok(!(await page.innerText(bar)).includes("Nearest"));
  assert.equal(await page.getAttribute("[data-near]", "aria-pressed"), "false");
});

test("a device that knows nothing of places is answered as one that does not tell", async () => {
  const page = await open(browser);
  await page.addInitScript(() => Object.defineProperty(navigator, "geolocation", { value: undefined }));
  await page.goto(site.url + "find.html?q=repair");
  await says(page, "result");
  await page.click("[data-near]");
  await says(page, "write a postcode");
  assert.deepEqual(page.faults, []);
});

test("an address that somebody else added to asks for nothing, and is not stripped for it", async () => {
  const page = await open(browser);
  await page.goto(site.url + "find.html?fbclid=IwAR0");
  await page.waitForFunction(() => document.documentElement.classList.contains("laid"));
  assert.ok(!page.requests.some((url) => url.includes("search.js")), String(page.requests));
  assert.ok(await page.locator(".everything").isVisible());
});

test("a type in the address ticks its box and that of its kind; what has no box asks for nothing", async () => {
  const page = await open(browser);
  await page.goto(site.url + "find.html?type=arts");
  await says(page, "result");
  assert.ok(await page.isChecked("[name=kind][value=group]"));
  assert.ok(await page.isChecked("[name=type][value=arts]"));
  await page.goto(site.url + "find.html?kind=arts");
  await says(page, "result");
  assert.ok(await page.isChecked("[name=type][value=arts]"));
  await page.goto(site.url + "find.html?area=atlantis");
  await page.waitForFunction(() => !document.documentElement.classList.contains("asked"));
  assert.ok(await page.locator(".everything").isVisible());
  assert.deepEqual(page.faults, []);
});

test("a link within the page leaves the results as they are", async () => {
  const page = await open(browser);
  await page.goto(site.url + "find.html?q=the");
  await says(page, "result");
  await page.click("[data-more-results]");
  await page.waitForFunction(() => document.querySelectorAll(".found .card").length > 20);
  const many = await page.locator(cards).count();
  await page.evaluate(() => { document.querySelector(".found .card").id = "same"; location.hash = "#main"; });
  await page.waitForFunction(() => location.hash === "#main");
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await page.locator(cards).count(), many);
  assert.equal(await page.locator("#same").count(), 1, "the same cards, not new ones");
});

test("a word that no entry has is told beside the results for the others", async () => {
  const page = await open(browser);
  await page.goto(site.url + "find.html?q=qwxyzq+library");
  await says(page, "No entry here has “qwxyzq”, so we looked without it.");
  assert.ok(await page.locator(cards).count() > 0);
});
