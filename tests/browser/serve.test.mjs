// The site while it is written: what a browser shows when a record is saved, and when there is a slip in it.
import { test, before, after } from "node:test";
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { browser, open, program } from "./support.mjs";

let chromium, folder, server, url;
const choir = (words) => `+++\ntitle = "Eastgate Singers"\n${words}\n+++\nWe sing in four parts.\n`;

/** Saves a record as most editors do: beside the old one, then in its place. */
function save(text) {
  const file = join(folder, "content", "groups", "choir.md");
  writeFileSync(file + ".new", text);
  renameSync(file + ".new", file);
}

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "hereabouts-serve-"));
  mkdirSync(join(folder, "content", "groups"), { recursive: true });
  writeFileSync(join(folder, "hereabouts.toml"), 'title = "Millbrook"\n');
  save(choir('summary = "Come and sing."'));
  server = spawn(program, ["--site", folder, "serve", "--port", "3987"]);
  url = await new Promise((ready, failed) => {
    let said = "";
    server.stdout.on("data", (words) => {
      const address = /http:\/\/127\.0\.0\.1:\d+\//.exec((said += words));
      if (address) ready(address[0]);
    });
    server.on("exit", () => failed(new Error(`the program ended: ${said}`)));
  });
  chromium = await browser();
});

after(async () => {
  await chromium?.close();
  server?.removeAllListeners("exit");
  server?.kill();
  rmSync(folder, { recursive: true, force: true });
});

test("a saved record is on the screen without a click, and a slip is told beside the last good page", async () => {
  const page = await open(chromium);
  await page.goto(url + "groups/choir");
  assert.equal(await page.textContent(".lead"), "Come and sing.");

  save(choir('summary = "Come and sing with us."'));
  await page.getByText("Come and sing with us.").waitFor();

  save('+++\nsummary = "Nobody knows whose."\n+++\n');
  const problems = page.locator("#hereabouts-problems");
  await problems.waitFor();
  assert.match(await problems.textContent(), /content\/groups\/choir\.md:1.*title/s);
  assert.equal(await page.textContent("h1"), "Eastgate Singers", "the last good page stays");

  save(choir('summary = "Sing on Mondays."'));
  await page.getByText("Sing on Mondays.").waitFor();
  await problems.waitFor({ state: "detached" });
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
