// Builds the sites that the tests look at: the sample, a tiny one in Arabic, one with a single record and one with none. The program comes from HEREABOUTS,
// or from where `cargo build` leaves it; the sites go to target/browser/.
import { execFileSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { program, root, sites } from "./support.mjs";

if (!existsSync(program)) {
  console.error(`There is no ${program}: run \`cargo build\` first, or name the program in HEREABOUTS.`);
  process.exit(1);
}
const here = (name) => join(import.meta.dirname, name);
for (const [folder, output] of [[root, sites.sample], [here("arabic"), sites.arabic], [here("one"), sites.one], [here("none"), sites.none]]) {
  // A site of which nothing has changed, or that has lost all its records, would be left as it was; the program may be another.
  rmSync(output, { recursive: true, force: true });
  execFileSync(program, ["build", "--site", folder, "--output", output, "--today", "2026-11-21"], { stdio: "inherit" });
}
