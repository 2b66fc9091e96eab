// Builds the two sites that the tests look at: the sample, and a tiny one in Arabic. The program comes from HEREABOUTS,
// or from where `cargo build` leaves it; the sites go to target/browser/.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root, sites } from "./support.mjs";

const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const program = process.env.HEREABOUTS ?? join(target, "debug", process.platform === "win32" ? "hereabouts.exe" : "hereabouts");
if (!existsSync(program)) {
  console.error(`There is no ${program}: run \`cargo build\` first, or name the program in HEREABOUTS.`);
  process.exit(1);
}
for (const [folder, output] of [[root, sites.sample], [join(import.meta.dirname, "arabic"), sites.arabic]]) {
  execFileSync(program, ["build", "--site", folder, "--output", output, "--today", "2026-11-21"], { stdio: "inherit" });
}
