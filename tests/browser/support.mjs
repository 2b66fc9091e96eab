// What the tests share: the sites, a server for them, the browser, and one page of every template.
import { createServer } from "node:http";
import { readFileSync, readdirSync, statSync, existsSync } from "node:fs";
import { extname, join, relative, resolve, sep } from "node:path";
import { chromium } from "playwright-core";

export const root = resolve(import.meta.dirname, "..", "..");
const built = (name) => join(root, "target", "browser", name);
export const sites = { sample: built("site"), hosted: built("hosted"), arabic: built("arabic"), one: built("one"), none: built("none") };
/** The address for which `sites.hosted` is built: below a folder, as on GitHub Pages. */
export const hosted = "http://our-town.example/repo/";
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
/** The program: from HEREABOUTS, or from where `cargo build` leaves it. */
export const program = process.env.HEREABOUTS ?? join(target, "debug", process.platform === "win32" ? "hereabouts.exe" : "hereabouts");
export const strict = "default-src 'self'";

const types = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".xml": "application/xml",
  ".json": "application/json", ".txt": "text/plain", ".png": "image/png", ".jpg": "image/jpeg", ".webp": "image/webp", ".pdf": "application/pdf",
};

/** The file that a plain host hands out for a path below the site: with or without `.html`, a folder by its index. */
export function fileFor(folder, path) {
  const base = resolve(folder, "." + decodeURIComponent(path));
  if (base !== folder && !base.startsWith(folder + sep)) return undefined;
  const found = path.endsWith("/") ? [join(base, "index.html")] : [base, base + ".html"];
  return found.find((file) => existsSync(file) && statSync(file).isFile());
}

/** Serves a folder on loopback. `csp` is the header, or "" for none; `slow` names files that come a moment late. */
export async function serve({ folder = sites.sample, prefix = "/", csp = strict, slow } = {}) {
  const server = createServer((request, response) => {
    const path = new URL(request.url, "http://host").pathname;
    const file = path.startsWith(prefix) ? fileFor(folder, path.slice(prefix.length - 1)) : undefined;
    const body = file ?? join(folder, "404.html");
    const headers = { "Content-Type": types[extname(body)] ?? "application/octet-stream" };
    if (csp) headers["Content-Security-Policy"] = csp;
    const answer = () => response.writeHead(file ? 200 : 404, headers).end(readFileSync(body));
    if (slow?.test(path)) setTimeout(answer, 120);
    else answer();
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return { origin, url: origin + prefix, close: () => server.close() };
}

/** The browser: one for each file of tests. It can reach nothing but this computer; `names` are hosts that it finds here, as name → host and port. */
export function browser(names = {}) {
  const found = Object.entries(names).map(([name, at]) => `MAP ${name} ${at}, `).join("");
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic",
      `--host-resolver-rules=${found}MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`,
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    ],
  });
}

/** A fresh reader's page. What it complains of gathers in `page.faults`: console errors, other hosts than `home`, dialogs. */
export async function open(browser, { home, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  // What is open, and what is on next, is not to depend on when the tests are run.
  await page.clock.setFixedTime(new Date("2026-11-27T10:00:00Z"));
  return listen(page, home);
}

export function listen(page, home = "127.0.0.1") {
  page.faults = [];
  page.requests = [];
  page.on("console", (line) => ["error", "warning"].includes(line.type()) && page.faults.push(`${page.url()}: ${line.text()}`));
  page.on("pageerror", (error) => page.faults.push(`${page.url()}: ${error.message}`));
  page.on("dialog", (dialog) => (page.faults.push(`${page.url()}: a dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("request", (request) => {
    page.requests.push(request.url());
    const url = new URL(request.url());
    const here = ["file:", "data:", "about:"].includes(url.protocol) || url.hostname === home;
    if (!here) page.faults.push(`${page.url()}: asks another host for ${url}`);
  });
  return page;
}

/** Every file of a site, as paths with `/`. */
export function files(folder, ending = "") {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

export function read(path, folder = sites.sample) {
  return readFileSync(join(folder, path), "utf8");
}

/** The pages of a site: path, text, and the template that made it (the class of its body). */
export function pages(folder = sites.sample) {
  return files(folder, ".html").map((path) => {
    const html = read(path, folder);
    return { path, html, template: /<body class="([\w-]+)/.exec(html)?.[1] ?? path.replace(".html", "") };
  });
}

/** A page for every template, and for every shape that a template can take: name → path. */
export function samples(folder = sites.sample) {
  const all = pages(folder);
  const records = all.filter((page) => page.template === "record").sort((a, b) => a.html.length - b.html.length);
  const first = (test) => all.find(test)?.path;
  const found = {
    home: "index.html",
    "a kind": first((page) => /^groups\/index\.html$/.test(page.path)),
    "a type": first((page) => /^\w+\/\w[\w-]*\/index\.html$/.test(page.path)),
    "a category": first((page) => /^categories\/(?!index)/.test(page.path)),
    "an area": first((page) => /^areas\/(?!index)/.test(page.path)),
    "the categories": first((page) => page.path === "categories/index.html"),
    "a full record": records.at(-1)?.path,
    "a bare record": records.find((page) => !page.html.includes('class="note closed"') && !page.html.includes("<img"))?.path,
    "a record with a picture": records.find((page) => page.html.includes("<img"))?.path,
    "a closed record": records.find((page) => page.html.includes('class="note closed"'))?.path,
    "a story": first((page) => page.template === "story"),
    offers: "offers.html",
    find: "find.html",
    "a page": first((page) => page.template === "page"),
    print: "print.html",
    "my list": "my-list.html",
  };
  const seen = new Set();
  return Object.entries(found).filter(([, path]) => path && !seen.has(path) && seen.add(path));
}

/** Saves a few records the way a reader does, and returns what the browser then keeps. */
export async function savedList(browser, site, choices = {}) {
  const page = await open(browser);
  await page.goto(site.url + "groups/index.html");
  for (const button of (await page.locator(".card [data-save]").all()).slice(0, 3)) await button.click();
  await page.evaluate((choices) => Object.entries(choices).forEach(([key, value]) => localStorage.setItem("hereabouts-" + key, value)), choices);
  const state = await page.context().storageState();
  await page.context().close();
  return state;
}
