// Builds the two sites that the tests look at: the sample, and a tiny one in Arabic. The program comes from HEREABOUTS,
// or from where `cargo build` leaves it; the sites go to target/browser/.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { program, root, sites } from "./support.mjs";

if (!existsSync(program)) {
  console.error(`There is no ${program}: run \`cargo build\` first, or name the program in HEREABOUTS.`);
  process.exit(1);
}
for (const [folder, output] of [[root, sites.sample], [join(import.meta.dirname, "arabic"), sites.arabic]]) {
  execFileSync(program, ["build", "--site", folder, "--output", output, "--today", "2026-11-21"], { stdio: "inherit" });
}
