// What is open now, and what is on next: by the clock of the site, on pages that were made a while ago, from a folder too.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { browser as launch, open, program, root, serve } from "./support.mjs";

const site = join(root, "target", "browser", "times-site"), output = join(root, "target", "browser", "times");
const config = `title = "Times"
language = "en-GB"
timezone = "Europe/London"
[calendar.terms]
2026-27 = ["2026-09-02 to 2026-12-18", "2027-01-04 to 2027-02-12"]
[calendar.holidays]
2026 = ["2026-12-25"]
`;
const records = {
  night: "Fridays 10pm-2am", week: "Sundays 11pm-1am", shop: "Mon-Fri 9am-5pm except bank holidays", always: "24 hours",
  term: "Tuesdays 10am-12pm, term time only", month: "First Thursday of the month 7pm-9pm", summer: "Sundays 12.30am-4am, March and October",
  two: "Mon 9am-12pm and 12pm-3pm", once: "Saturday 28 November 2026, 2pm-4pm", words: "By appointment",
};

let browser, host;
before(async () => {
  rmSync(site, { recursive: true, force: true });
  rmSync(output, { recursive: true, force: true });
  mkdirSync(join(site, "content", "groups"), { recursive: true });
  writeFileSync(join(site, "hereabouts.toml"), config);
  for (const [slug, when] of Object.entries(records)) writeFileSync(join(site, "content", "groups", slug + ".md"), `+++\ntitle = "The ${slug}"\nwhen = "${when}"\n+++\n`);
  execFileSync(program, ["build", "--site", site, "--output", output, "--today", "2026-11-27"], { stdio: "ignore" });
  [browser, host] = await Promise.all([launch(), serve({ folder: output })]);
});
after(async () => { await browser.close(); host.close(); });

/** The end of what is on in a record's hours at a moment, as the page says it; "" where it has no end that is near. */
function openUntil(slug, at) {
  const window = {}, context = vm.createContext({ window, Intl, Date });
  vm.runInContext(readFileSync(join(root, "themes", "default", "static", "hereabouts.js"), "utf8").split("/* Comfort")[0], context);
  const text = /data-hours="([^"]*)"/.exec(readFileSync(join(output, "groups", slug + ".html"), "utf8"))?.[1];
  if (text === undefined) return undefined;
  const plain = text.replace(/&#x27;|&#39;/g, "'").replace(/&#x2F;/g, "/").replace(/&amp;/g, "&");
  const { reader, spans, minute, until, clock } = window.hours;
  const from = reader(plain), first = from.number(), now = minute("Europe/London", new Date(at)), end = until(spans(from), first, now);
  return end === undefined ? null : clock(end, now);
}

test("open now is right to the minute: over midnight, over the end of the week, by terms, holidays and months", () => {
  for (const [slug, at, want] of [
    ["night", "2026-11-27T21:59Z", null], ["night", "2026-11-27T22:00Z", "02:00"], ["night", "2026-11-28T01:59Z", "02:00"], ["night", "2026-11-28T02:00Z", null],
    ["week", "2026-11-29T23:30Z", "01:00"], ["week", "2026-11-30T00:59Z", "01:00"], ["week", "2026-11-30T01:00Z", null],
    // What began in the week before the site was made.
    ["week", "2026-11-23T00:30Z", "01:00"],
    ["shop", "2026-12-24T09:00Z", "17:00"], ["shop", "2026-12-25T09:00Z", null], ["shop", "2026-12-28T16:59Z", "17:00"], ["shop", "2026-12-28T17:00Z", null],
    ["term", "2026-12-15T11:00Z", "12:00"], ["term", "2026-12-22T11:00Z", null], ["term", "2027-01-05T11:00Z", "12:00"], ["term", "2027-03-02T11:00Z", null],
    ["month", "2026-12-03T19:00Z", "21:00"], ["month", "2026-12-10T19:00Z", null], ["month", "2027-07-01T18:30Z", "21:00"],
    ["two", "2026-11-30T09:00Z", "15:00"], ["always", "2026-11-30T09:00Z", ""], ["words", "2026-11-30T09:00Z", undefined],
    ["once", "2026-11-28T14:00Z", "16:00"], ["once", "2026-12-05T14:00Z", null],
    // More than a year later nothing is said, rather than something that may be wrong.
    ["shop", "2028-06-05T09:00Z", null],
  ]) assert.equal(openUntil(slug, at), want, `${slug} ${at}`);
});

test("the clock of the site counts, on both days on which it changes", () => {
  for (const [at, want] of [
    ["2027-03-28T00:29Z", null], ["2027-03-28T00:30Z", "04:00"], ["2027-03-28T00:59Z", "04:00"],
    // At one it is two: four comes an hour sooner.
    ["2027-03-28T01:00Z", "04:00"], ["2027-03-28T02:59Z", "04:00"], ["2027-03-28T03:00Z", null],
    // At two it is one: the hour comes twice, and four an hour later.
    ["2027-10-30T23:29Z", null], ["2027-10-30T23:30Z", "04:00"], ["2027-10-31T01:30Z", "04:00"], ["2027-10-31T03:59Z", "04:00"], ["2027-10-31T04:00Z", null],
  ]) assert.equal(openUntil("summer", at), want, at);
});

async function at(moment, address, base = host.url) {
  const page = await open(browser, { timezoneId: "America/New_York" });
  await page.clock.setFixedTime(new Date(moment));
  await page.goto(base + address);
  return page;
}

test("a page says until when it is open, and its next day is never a past one", async () => {
  for (const base of [host.url, pathToFileURL(output).href + "/"]) {
    const now = await at("2026-11-27T23:00Z", "groups/night.html", base);
    assert.equal((await now.locator(".when .open").innerText()).trim(), "Open until 02:00");
    assert.equal(await now.locator(".next time").innerText(), "Friday 27 November");
    const later = await at("2026-12-08T09:00Z", "groups/night.html", base);
    assert.equal((await later.locator(".when .open").innerText()).trim(), "");
    assert.equal(await later.locator(".next time").innerText(), "Friday 11 December");
    const over = await at("2026-12-08T09:00Z", "groups/once.html", base);
    assert.ok(!(await over.locator(".next").isVisible()));
    assert.deepEqual([...now.faults, ...later.faults, ...over.faults], []);
  }
});

test("the week shows seven days from today on, and says so when all are past", async () => {
  const days = (page) => page.locator(".day:visible h2").allInnerTexts();
  const now = await at("2026-11-27T09:00Z", "week.html");
  assert.deepEqual([(await days(now))[0], (await days(now)).length], ["Friday 27 November", 7]);
  const later = await at("2026-12-01T09:00Z", "week.html");
  assert.deepEqual([(await days(later))[0], (await days(later)).length], ["Tuesday 1 December", 7]);
  const old = await at("2027-02-01T09:00Z", "week.html");
  assert.deepEqual(await days(old), []);
  assert.match(await old.locator("#over").innerText(), /made on 27 November 2026/);
  assert.ok(!(await now.locator("#over").isVisible()));
});

test("the first page tells what comes up, without what is past", async () => {
  const first = async (moment) => (await (await at(moment, "index.html")).locator(".coming li:visible").allInnerTexts())[0];
  assert.match(await first("2026-11-27T09:00Z"), /Friday 27 November/);
  assert.match(await first("2026-11-29T09:00Z"), /Sunday 29 November/);
});

test("the choice Open now finds what is open at the clock of the site", async () => {
  const page = await at("2026-11-27T23:00Z", "find.html?open=now");
  await page.waitForSelector(".found .card");
  assert.deepEqual((await page.locator(".found .card h2").allInnerTexts()).sort(), ["The always", "The night"]);
  assert.deepEqual((await page.locator(".found .open").allInnerTexts()).sort(), ["Open now", "Open until 02:00"]);
});
