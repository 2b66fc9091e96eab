// The sample as GitHub Pages hands it out: below /repo/, pages without `.html` too, with no more around it than a host has. First every address that
// anything in it names is asked for, without a browser; then a reader goes through it with one.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import vm from "node:vm";
import { engine } from "./engine.mjs";
import { hostsOwn, pagesHost } from "./pages-host.mjs";
import { browser as launch, files, hosted, open, pages, sites } from "./support.mjs";

const folder = sites.hosted;
const name = new URL(hosted).hostname;

let host, browser, parser;
before(async () => {
  host = await pagesHost(folder);
  // The browser goes to the address of which the pages speak, and finds this computer there.
  browser = await launch({ [name]: host.at });
  parser = await browser.newPage();
});
after(async () => { await browser.close(); host.close(); });

const all = pages(folder);
const moved = all.filter((page) => page.template === "redirect").map((page) => page.path);
const records = all.filter((page) => ["record", "story"].includes(page.template)).map((page) => page.path);

/** Asks the host for an address of the site, and takes what it answers: it goes nowhere else. */
async function ask(address) {
  const { pathname } = new URL(address);
  const answer = await fetch(host.origin + pathname, { redirect: "manual" });
  const body = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, type: answer.headers.get("content-type"), location: answer.headers.get("location"), body, text: body.toString() };
}

/** What pages name, read by a browser's own parser. `goes` is where a reader goes from there; `takes` is what the page itself asks for. */
function parse(texts) {
  return parser.evaluate((texts) => texts.map((text) => {
    const names = ["href", "xlink:href", "src", "srcset", "imagesrcset", "action", "formaction", "poster", "data", "cite"];
    const page = new DOMParser().parseFromString(text, "text/html"), links = [];
    const inStyle = (style) => [...style.matchAll(/url\(\s*["']?([^"')]+)/g)].forEach(([, to]) => links.push({ to, takes: true }));
    for (const node of page.querySelectorAll("*")) {
      const tells = node.matches("a, area, form, blockquote, q, link[rel=canonical], link[rel=alternate]");
      for (const { name, value } of node.attributes) {
        if (name.endsWith("srcset")) value.split(",").forEach((part) => links.push({ to: part.trim().split(/\s/)[0], takes: true }));
        else if (names.includes(name)) links.push({ to: value, goes: node.matches("a, area, form"), takes: !tells });
        else if (name === "content" && node.httpEquiv === "refresh") links.push({ to: /url=(.*)/.exec(value)[1], goes: true });
        else if (name.startsWith("data-") && /^[^\s<>]+\.[a-z]\w{1,3}([?#]\S*)?$/.test(value)) links.push({ to: value });
        else inStyle(value);
      }
      if (node.matches("style")) inStyle(node.textContent);
    }
    const parts = page.getElementById("my-list")?.dataset.shards ?? 0;
    for (let part = 0; part < parts; part++) links.push({ to: `data/cards-${part}.js` });
    return { links, ids: [...page.querySelectorAll("[id], a[name]")].map((node) => node.id || node.name) };
  }), texts);
}

/** What a file names that is not a page. */
function namedIn(address, { type, text }) {
  const every = (pattern) => [...text.matchAll(pattern)].map((found) => ({ to: found[1] ?? found[2] }));
  if (type.startsWith("text/css")) return every(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g).map((link) => ({ ...link, takes: true }));
  if (type.startsWith("image/svg")) return every(/href="([^"]*)"|url\(([^)]+)\)/g).map((link) => ({ ...link, takes: true }));
  if (type.startsWith("application/pdf")) return every(/\/URI ?\(([^)]*)\)/g);
  if (!/\/data\/cards-\d+\.js$/.test(address)) return [];
  const cards = {};
  vm.runInNewContext(text, { hereaboutsCards: (some) => Object.assign(cards, some) });
  return Object.values(cards).map((card) => ({ to: hosted + card.u }));
}

/** Full addresses of the site that stand anywhere in a text: in feeds, maps, calendars, what machines read, and letters that are begun. */
function fullAddresses(text) {
  const whole = text.replaceAll(/\r\n[ \t]/g, ""), start = new URL(hosted).origin;
  const plain = [...whole.matchAll(new RegExp(`${start}[^\\s"'<>()\\\\&]*`, "g"))].map(([to]) => to);
  const packed = [...whole.matchAll(new RegExp(`${encodeURIComponent(start)}[\\w.~%-]*`, "g"))].map(([to]) => decodeURIComponent(to).split(/\s/)[0]);
  return [...plain, ...packed].map((to) => ({ to: to.replace(/[.,;:]+$/, "") }));
}

const bare = (address) => address.split(/[?#]/)[0];
/** The file of a site that an address means. */
const fileOf = (address) => bare(address).slice(hosted.length).replace(/(^|\/)$/, "$1index.html");

/** The files that the search asks for, whatever one asks of it, and the pages that it finds. */
async function askedBySearch() {
  const search = engine(folder), found = [];
  await search.open();
  for (const query of [{ count: 1000 }, { q: "libary" }, { pick: { kind: ["group"] } }, { open: true }, { postcode: "MB1" }]) {
    found.push(...(await search.find(query)).records);
  }
  return [...new Set([...search.loaded, ...found.map((record) => record.url)])];
}

/** Everything that is named, from home on: `seen` is every address that was asked for, `byLinks` those that a reader comes to. */
async function walk() {
  const seen = new Map(), links = [], wrong = [];
  async function visit(addresses) {
    const answers = await Promise.all(addresses.map(ask));
    const read = answers.map((answer) => answer.type.startsWith("text/html"));
    const parsed = await parse(answers.filter((_, at) => read[at]).map((answer) => answer.text));
    for (const [at, from] of addresses.entries()) {
      const answer = answers[at], page = read[at] ? parsed.shift() : { links: namedIn(from, answer) };
      seen.set(from, { ...answer, ids: page.ids, links: page.links });
      for (const link of [...page.links, ...fullAddresses(answer.text)]) {
        const to = URL.canParse(link.to, from) && new URL(link.to, from);
        if (!to) wrong.push(`${from}: ${link.to} is no address`);
        else if (!["http:", "https:"].includes(to.protocol)) /^(mailto|tel|geo|sms|data):$/.test(to.protocol) || wrong.push(`${from}: ${to} is of no known sort`);
        else if (to.hostname !== name) !link.takes || wrong.push(`${from}: takes ${to} from another host`);
        else if (!to.href.startsWith(hosted)) wrong.push(`${from}: ${to} leads out of the site`);
        else links.push({ ...link, from, to: to.href });
      }
    }
  }
  async function follow(which) {
    for (;;) {
      const next = new Set(links.filter(which).map((link) => bare(link.to)).filter((to) => !seen.has(to)));
      if (!next.size) return;
      await visit([...next]);
    }
  }
  await visit([hosted]);
  await follow((link) => link.goes);
  const byLinks = new Set([...seen.keys()].map(fileOf));
  // Machines begin elsewhere, and scripts make up by themselves what they ask for.
  const begin = ["robots.txt", "theme/search.js", ...(await askedBySearch())];
  const visitAll = (paths) => visit(paths.map((path) => hosted + path).filter((address) => !seen.has(address)));
  await visitAll(begin);
  await follow(() => true);
  const named = new Set([...seen.keys()].map(fileOf));
  // What nothing names may name something itself.
  await visitAll([...moved, "404.html"]);
  await follow(() => true);
  return { seen, links, wrong, byLinks, named };
}

describe("the host", () => {
  /** The status of a path that is sent as it is written, with what comes along. */
  const raw = (at, path) => new Promise((done, fail) => get({ host: "127.0.0.1", port: at.split(":")[1], path }, (answer) => {
    let body = "";
    const { statusCode: status, headers } = answer;
    answer.on("data", (part) => { body += part; });
    answer.on("end", () => done({ status, body, type: headers["content-type"], location: headers.location }));
  }).on("error", fail));

  test("does as GitHub Pages does", async (t) => {
    const small = mkdtempSync(join(tmpdir(), "pages-host-"));
    t.after(() => rmSync(small, { recursive: true }));
    const put = [
      "index.html", "404.html", "groups/index.html", "groups/a b.html", "groups/Choir.html", "feed.ics", "style.css",
      "_hidden/x.html", "_x.html", ".secret", ".well/known.txt",
    ];
    for (const path of put) {
      mkdirSync(dirname(join(small, path)), { recursive: true });
      writeFileSync(join(small, path), `this is ${path}`);
    }
    const pages = await pagesHost(small);
    t.after(() => pages.close());
    const unknown = [404, "404.html"];
    const expected = {
      "/repo": [301, "/repo/"], "/repo?q=1": [301, "/repo/?q=1"], "/repo/": [200, "index.html"], "/repo/index": [200, "index.html"],
      "/repo/groups": [301, "/repo/groups/"], "/repo/groups/": [200, "groups/index.html"], "/repo/groups/index.html?x": [200, "groups/index.html"],
      "/repo/groups/Choir": [200, "groups/Choir.html"], "/repo/groups/Choir.html": [200, "groups/Choir.html"],
      "/repo/groups/a%20b": [200, "groups/a b.html"], "/repo/gr%6Fups/": [200, "groups/index.html"],
      "/repo/groups/choir": unknown, "/repo/groups/Choir/": unknown, "/repo/Groups/": unknown, "/repo/a/b/c/d.html": unknown,
      "/repo/_hidden/x.html": unknown, "/repo/_x": unknown, "/repo/.secret": unknown, "/repo/.well/known.txt": unknown,
      "/repo/groups/../index.html": [400], "/repo/%2e%2e/%2e%2e/etc/passwd": [400], "/repo/..%2f..%2fetc/passwd": [400], "/repo/%": [400],
      "/": [404], "/index.html": [404], "/repository/": [404], "/favicon.ico": [404], "/Repo/": [404],
    };
    for (const [path, [status, what]] of Object.entries(expected)) {
      const answer = await raw(pages.at, path);
      assert.equal(answer.status, status, path);
      if (status === 301) assert.equal(answer.location, what, path);
      else assert.equal(answer.body, what ? `this is ${what}` : hostsOwn, path);
    }
    assert.equal((await raw(pages.at, "/repo/groups/Choir")).type, "text/html; charset=utf-8");
    assert.equal((await raw(pages.at, "/repo/style.css")).type, "text/css; charset=utf-8");
    assert.equal((await raw(pages.at, "/repo/feed.ics")).type, "text/calendar; charset=utf-8");
  });
});

describe("the addresses that anything names", () => {
  let walked;
  before(async () => { walked = await walk(); });

  test("answer, as what they are", () => {
    const broken = walked.links.filter(({ to }) => walked.seen.get(bare(to)).status !== 200).map(({ from, to }) => `${from}: ${to}: ${walked.seen.get(bare(to)).status}`);
    assert.deepEqual([...new Set(broken)], []);
    const unanswered = [...walked.seen].filter(([, answer]) => answer.status !== 200).map(([address, { status }]) => `${address}: ${status}`);
    assert.deepEqual(unanswered, []);
    assert.deepEqual([...walked.seen].filter(([, answer]) => answer.type === "application/octet-stream").map(([address]) => address), []);
    // A walk that saw little proves little.
    assert.ok(walked.seen.size > 400 && walked.links.length > 5000, `${walked.seen.size} addresses, ${walked.links.length} links`);
  });

  test("lie below /repo/, or on other hosts, of which no page takes anything", () => assert.deepEqual(walked.wrong, []));

  test("have the places on the pages that they speak of", () => {
    const gone = walked.links.filter(({ to }) => {
      const place = decodeURIComponent(new URL(to).hash.slice(1)), { ids } = walked.seen.get(bare(to));
      return place && ids && !ids.includes(place);
    });
    assert.deepEqual(gone.map(({ from, to }) => `${from}: ${to}`), []);
    assert.ok(walked.links.filter(({ to }) => to.includes("#")).length > 1000);
  });

  test("are all pages there are: a reader comes to each by links from home, but for old addresses and the page for unknown ones", () => {
    const known = new Set([...moved, "404.html"]);
    assert.deepEqual(files(folder, ".html").filter((path) => !walked.byLinks.has(path) && !known.has(path)), []);
  });

  test("are all other files too", () => {
    assert.deepEqual(files(folder).filter((path) => !path.endsWith(".html") && !path.startsWith(".") && !walked.named.has(path)), []);
  });

  test("need nothing that begins with _ or a dot, as hosts leave that out", () => {
    assert.deepEqual([...walked.seen.keys()].filter((address) => /\/[._]/.test(address)), []);
    assert.deepEqual(files(folder).filter((path) => /(^|\/)[._]/.test(path)), [".hereabouts-manifest", ".nojekyll"]);
  });

  test("answer without .html as well, and the links on those pages lead to the same from there", async () => {
    const wrong = [];
    for (const { path, html } of all) {
      const { links } = walked.seen.get(hosted + path) ?? (await parse([html]))[0];
      const short = hosted + path.replace(/\.html$/, ""), shorter = short.replace(/\/index$/, "/");
      for (const address of new Set([short, shorter])) {
        const answer = await ask(address);
        if (answer.status !== 200 || answer.text !== html) { wrong.push(`${address}: ${answer.status}, not what ${path} is`); continue; }
        for (const { to } of links) {
          const [from, whole] = [new URL(to, address), new URL(to, hosted + path)];
          const itself = bare(whole.href) === hosted + path && bare(from.href) === address;
          if (!itself && from.href !== whole.href) wrong.push(`${address}: ${to} leads to ${from}`);
          else if (from.href.startsWith(hosted) && !itself && walked.seen.get(bare(from.href))?.status !== 200) {
            const there = (await ask(from.href)).status;
            if (there !== 200) wrong.push(`${address}: ${to}: ${there}`);
          }
        }
      }
      // A folder's name alone leads to the folder, so that links count from there.
      if (path.endsWith("/index.html")) {
        const { status, location } = await ask(shorter.slice(0, -1));
        if (status !== 301 || new URL(location, hosted).href !== shorter) wrong.push(`${shorter.slice(0, -1)}: ${status} ${location}`);
      }
    }
    assert.deepEqual(wrong, []);
  });

  test("were others once: an old address leads to the page that took its place, with .html and without", async () => {
    assert.ok(moved.length > 100);
    for (const path of moved) {
      const { links } = walked.seen.get(hosted + path);
      for (const address of [hosted + path, hosted + path.replace(/\.html$/, "")]) {
        const onward = links.filter((link) => link.goes).map((link) => new URL(link.to, address).href);
        assert.equal(new Set(onward).size, 1, `${address}: ${onward}`);
        assert.ok(records.includes(fileOf(onward[0])) && (await ask(onward[0])).status === 200, `${address}: ${onward[0]}`);
      }
    }
  });
});

describe("a reader in a browser", () => {
  let page;
  before(() => { host.asked.length = 0; });

  const reader = async () => { page = await open(browser, { home: name }); return page; };
  const at = () => page.url().slice(hosted.length);
  const titles = (cards) => page.locator(`${cards} .card h2`).allInnerTexts();
  /** Presses a link and waits for the page behind it. */
  async function follow(link) {
    const loaded = page.waitForEvent("load");
    await (typeof link === "string" ? page.locator(link).first() : link).click();
    await loaded;
    assert.ok(page.url().startsWith(hosted), page.url());
  }
  /** Waits until the find page tells how much it found, and gives the number. */
  async function counted() {
    const said = await page.waitForFunction(() => /(\d+) results?\b/.exec(document.querySelector("#find .bar [role=status]").textContent)?.[1]);
    return Number(await said.jsonValue());
  }
  const well = () => assert.deepEqual([...page.faults, ...page.requests.filter((url) => !url.startsWith(hosted))], []);

  test("searches from home with a slip in the word, and opens what was found", async () => {
    await reader();
    await page.goto(hosted);
    await page.locator("#q").pressSequentially("libary");
    await page.locator(".answers li a").first().waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(hosted + "find.html?q=libary");
    assert.ok(await counted() > 0);
    assert.ok((await titles(".found")).some((title) => /library/i.test(title)));
    const title = (await titles(".found"))[0];
    await follow(".found .card h2 a");
    assert.equal(await page.locator("h1").innerText(), title);
    well();
  });

  test("searches from a page below, opened without .html, and opens an answer", async () => {
    await reader();
    await page.goto(hosted + "groups/repair-cafe");
    await page.locator("#q").pressSequentially("choir");
    await page.locator(".answers li a").first().waitFor();
    await follow(".answers li a");
    assert.ok(records.includes(at()), at());
    well();
  });

  test("ticks a choice on the find page, and gets what is of that kind", async () => {
    await reader();
    await page.goto(hosted + "find");
    await page.focus("#q");
    await page.waitForFunction(() => window.hb?.facets.length);
    await page.check(".filters input[name=kind][value=institution]");
    await page.waitForURL(hosted + "find?kind=institution");
    assert.equal(await counted(), records.filter((path) => path.startsWith("institutions/")).length);
    const links = await page.locator(".found .card h2 a").evaluateAll((links) => links.map((a) => a.href));
    assert.ok(links.length);
    for (const link of links) assert.ok(link.startsWith(hosted + "institutions/"), link);
    await follow(".found .card h2 a");
    assert.ok(records.includes(at()), at());
    well();
  });

  test("keeps a list: from a card and from a page without .html; it is there on every page and after a reload", async () => {
    await reader();
    await page.goto(hosted + "assets/");
    const first = await page.locator(".card h2").first().innerText();
    await page.locator(".card [data-save]").first().click();
    await page.goto(hosted + "groups/repair-cafe");
    const second = await page.locator("h1").innerText();
    await page.click("[data-record] [data-save]");
    assert.equal(await page.locator("nav .count").innerText(), "2");
    await follow("nav a[href$='my-list.html']");
    await page.waitForFunction(() => document.querySelector("script[src*='data/cards-']"));
    assert.deepEqual(await titles("#my-list"), [first, second]);
    for (const number of [0, 1]) {
      await follow(page.locator("#my-list .card h2 a").nth(number));
      assert.equal(await page.locator("h1").innerText(), [first, second][number]);
      await page.goBack();
    }
    await page.locator("#my-list .card [data-save]").first().click();
    assert.deepEqual(await titles("#my-list"), [second]);
    await page.reload();
    assert.deepEqual(await titles("#my-list"), [second]);
    await page.goto(hosted);
    assert.equal(await page.locator("nav .count").innerText(), "1");
    well();
  });

  test("opens the print page: it lists every booklet and sheet there is, and every record that is going on", async () => {
    await reader();
    await page.addInitScript(() => { window.print = () => { window.printed = true; }; });
    await page.goto(hosted);
    await follow("nav a[href$='print.html']");
    const sheets = await page.locator(".files a").evaluateAll((links) => links.map((a) => a.href));
    assert.deepEqual(sheets.map((url) => url.slice(hosted.length)).sort(), files(folder, ".pdf"));
    for (const sheet of sheets) {
      const { status, type, body } = await ask(sheet);
      assert.deepEqual([status, type, body.toString("latin1", 0, 5)], [200, "application/pdf", "%PDF-"], sheet);
    }
    const listed = await page.locator(".entry h3 a").evaluateAll((links) => links.map((a) => a.href));
    const goingOn = all.filter(({ path, html }) => records.includes(path) && !html.includes("<strong>This closed")).map(({ path }) => path);
    assert.ok(goingOn.length > 100 && goingOn.length < records.length);
    assert.deepEqual(listed.map((url) => url.slice(hosted.length)).sort(), goingOn.sort());
    await page.click("[data-print]");
    assert.ok(await page.evaluate(() => window.printed));
    await page.emulateMedia({ media: "print" });
    assert.ok(await page.locator(".entry").first().isVisible());
    well();
  });

  test("comes to an unknown address far below, and finds back into the site", async () => {
    for (const [link, there] of [["a.main", "index.html"], ["a:not(.main)", "find.html"]]) {
      await reader();
      const answer = await page.goto(hosted + "a/b/c/d.html");
      assert.equal(answer.status(), 404);
      assert.equal(await page.title(), /<title>([^<]*)/.exec(all.find(({ path }) => path === "404.html").html)[1].replace("&amp;", "&"));
      // Its styles lie inside it: a colour of its own, and a margin beside the text on a narrow screen.
      const [paper, left] = await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, document.querySelector("h1").getBoundingClientRect().left]);
      assert.equal(paper, "rgb(251, 246, 236)");
      assert.ok(left >= 16, `${left}`);
      const links = await page.locator("a").evaluateAll((links) => links.map((a) => a.href));
      for (const link of links) assert.ok(link.startsWith(hosted) && (await ask(link)).status === 200, link);
      await follow(link);
      assert.equal(at(), there);
      await page.locator("#q").pressSequentially("repair");
      await page.locator(there === "index.html" ? ".answers li a" : ".found .card h2 a").first().waitFor();
      // A browser tells of the unknown address itself; that is no fault of the page.
      page.faults = page.faults.filter((fault) => !/a\/b\/c\/d\.html: .*status of 404/.test(fault));
      well();
    }
  });

  test("is led on from an old address", async () => {
    await reader();
    await page.goto(hosted + moved[0].replace(".html", ""));
    await page.waitForURL((url) => records.includes(url.href.slice(hosted.length)));
    assert.ok(await page.locator("h1").innerText());
    well();
  });

  test("finds lists of their own in two sites of one host", async (t) => {
    const two = await pagesHost(folder, "one", "other");
    t.after(two.close);
    const page = await (await browser.newContext()).newPage();
    await page.goto(two.origin + "/one/groups/repair-cafe.html");
    await page.click("[data-record] [data-save]");
    assert.equal(await page.locator("nav .count").innerText(), "1");
    await page.goto(two.origin + "/other/my-list.html");
    assert.equal(await page.locator("#my-list .card").count(), 0);
    await page.goto(two.origin + "/one/my-list.html");
    assert.equal(await page.locator("#my-list .card").count(), 1);
    await page.context().close();
  });

  test("has asked for nothing around the site, and for nothing that is not there", () => {
    // The page for unknown addresses loads nothing at all, so browsers look where a host may have an icon.
    const expected = ["/repo/a/b/c/d.html", "/favicon.ico"];
    const wrong = host.asked.filter(({ path, status }) => (!path.startsWith("/repo/") || status !== 200) && !expected.includes(path));
    assert.deepEqual(wrong, []);
    assert.ok(host.asked.length > 50);
  });
});
