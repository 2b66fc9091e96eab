// Builds the sites that the tests look at: the sample, the sample for a host that has it below a folder, a tiny one in Arabic, one with a single
// record and one with none. The program comes from HEREABOUTS, or from where `cargo build` leaves it; the sites go to target/browser/.
import { spawn } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { hosted, program, root, sites } from "./support.mjs";

if (!existsSync(program)) {
  console.error(`There is no ${program}: run \`cargo build\` first, or name the program in HEREABOUTS.`);
  process.exit(1);
}
const here = (name) => join(import.meta.dirname, name);

/** Resolves once the site is there; the others are built meanwhile. */
function build(folder, output, ...more) {
  // A site of which nothing has changed, or that has lost all its records, would be left as it was; the program may be another.
  rmSync(output, { recursive: true, force: true });
  const building = spawn(program, ["build", "--site", folder, "--output", output, "--today", "2026-11-21", ...more], { stdio: "inherit" });
  return new Promise((done, fail) => {
    building.on("error", fail);
    building.on("close", (code) => (code === 0 ? done() : fail(new Error(`${output} was not built: the program ended with ${code}`))));
  });
}

await Promise.all([
  build(root, sites.sample),
  build(root, sites.hosted, "--base-url", hosted),
  build(here("arabic"), sites.arabic),
  build(here("one"), sites.one),
  build(here("none"), sites.none),
]);
