// What the tests share: the program, and repositories for which it has written what a host needs.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const target = process.env.CARGO_TARGET_DIR ?? resolve(import.meta.dirname, "..", "..", "target");
/** The program: from HEREABOUTS, or from where `cargo build` leaves it. */
export const program = resolve(process.env.HEREABOUTS ?? join(target, "debug", "hereabouts"));
if (!existsSync(program)) {
  console.error(`There is no ${program}: run \`cargo build\` first, or name the program in HEREABOUTS.`);
  process.exit(1);
}

/** Everything that is made lies in here, and is gone at the end. No space in its name: the files are made to lead here. */
export const scratch = mkdtempSync(join(tmpdir(), "hereabouts-hosts-"));
process.on("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** What the program says. */
export const says = (args, cwd = scratch) => execFileSync(program, args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

/** Each host, where the files may be kept for it, and the file that it reads. */
export const hosts = {
  github: { url: "git@github.com:our-town/directory.git", file: ".github/workflows/hereabouts.yml" },
  gitlab: { url: "https://gitlab.com/our-town/directory.git", file: ".gitlab-ci.yml" },
  codeberg: { url: "https://codeberg.org/our-town/directory.git", file: ".forgejo/workflows/hereabouts.yml" },
  netlify: { url: "https://github.com/our-town/directory.git", file: "netlify.toml" },
  cloudflare: { url: "https://gitlab.com/our-town/directory.git", file: "wrangler.toml" },
};

// Signs that mean something to the shell, to YAML or to patterns. Others the program does not accept in a folder.
export const below = "our & (site) [é]/directory, 2nd";
export const address = "https://example.org/hereabouts-linux";
const made = join(scratch, "made");
let count = 0;

/**
 * A repository with a site at its top or in `folder`, and in it what `publish` writes for the host. Git itself is not
 * needed: the program reads which branch it is, and where the files are kept, from the two files that say so.
 */
export function repository(host, { folder = "", branch = "main", program: fetched = true, sha256 = "0".repeat(64), options = [] } = {}) {
  const top = join(made, String(++count));
  const site = join(top, folder);
  mkdirSync(join(top, ".git"), { recursive: true });
  writeFileSync(join(top, ".git", "HEAD"), `ref: refs/heads/${branch}\n`);
  writeFileSync(join(top, ".git", "config"), `[core]\n\trepositoryformatversion = 0\n[remote "origin"]\n\turl = ${hosts[host].url}\n`);
  cpSync(join(import.meta.dirname, "site"), site, { recursive: true });
  const command = ["publish", host, ...(fetched ? ["--program", address, "--sha256", sha256] : []), ...options];
  says(command, site);
  const name = `${host}, ${fetched ? "fetched" : "cargo"}, ${folder || "top"}, ${branch}`;
  return { name, host, top, site, folder, branch, fetched, command, file: join(top, hosts[host].file), text: readFileSync(join(top, hosts[host].file), "utf8") };
}

/** The issue forms in a repository, and the file that stands beside them. */
export function forms({ top }) {
  const folders = [".github/ISSUE_TEMPLATE", ".forgejo/issue_template", ".gitlab/issue_templates"].map((folder) => join(top, folder)).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => join(folder, file)));
  const config = /config\.ya?ml$/;
  return { forms: files.filter((file) => !config.test(file)), config: files.filter((file) => config.test(file)) };
}
