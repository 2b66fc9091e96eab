// A host's machine for one job: a fresh clone of the repository, folders of its own, and stand-ins for what would need
// the network. What is fetched or built there runs the real program.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { appendFileSync, chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { address, program, says, scratch } from "./support.mjs";

const bin = join(scratch, "bin");
mkdirSync(bin, { recursive: true });
function script(name, text) {
  writeFileSync(join(bin, name), `#!/bin/sh\n${text}`);
  chmodSync(join(bin, name), 0o755);
}

// What lies at the address: a few bytes that write down how they were called, and call the program.
const fetched = join(scratch, "fetched");
writeFileSync(fetched, `#!/bin/sh\necho "$*" >> "$HOME/calls"\nexec "${program}" "$@"\n`);
export const sha256 = createHash("sha256").update(readFileSync(fetched)).digest("hex");
const version = says(["--version"]).trim().split(" ")[1];

script("curl", `to= url=
while [ $# -gt 0 ]; do
  case $1 in
    --output) to=$2; shift ;;
    --retry) shift ;;
    -*) ;;
    *) url=$1 ;;
  esac
  shift
done
case $url in
  "${address}") cat "${fetched}" > "$to" ;;
  https://sh.rustup.rs) echo 'mkdir -p "$HOME/.cargo/bin" && cp "${bin}/cargo" "$HOME/.cargo/bin/"' ;;
  *) echo "curl: there is nothing at $url" >&2; exit 22 ;;
esac
`);
script("cargo", `[ "$1" = install ] || exit 101
shift
root=$HOME/.cargo
while [ $# -gt 1 ]; do
  case $1 in --root) root=$2; shift ;; esac
  shift
done
[ "$1" = "hereabouts@${version}" ] || { echo "cargo: there is no $1" >&2; exit 101; }
mkdir -p "$root/bin" && cp "${fetched}" "$root/bin/hereabouts" && chmod +x "$root/bin/hereabouts"
`);
for (const name of ["apk", "rustup"]) script(name, "exit 0\n");

// A program of the same name that somebody installed is not to be found.
const path = process.env.PATH.split(delimiter).filter((folder) => !existsSync(join(folder, "hereabouts")));
const alone = { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1", GIT_AUTHOR_NAME: "Ada", GIT_AUTHOR_EMAIL: "ada@example.org", GIT_COMMITTER_NAME: "Ada", GIT_COMMITTER_EMAIL: "ada@example.org" };
export const hasGit = spawnSync("git", ["--version"]).status === 0;

/** Runs something that has to go well. */
function must(command, args, cwd) {
  const { status, stderr, error } = spawnSync(command, args, { cwd, encoding: "utf8", env: { ...process.env, ...alone } });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")}: ${error?.message ?? stderr}`);
}

/** Makes real history of a repository: each function changes the files, and is one commit. Without git there is none. */
export function commits({ top, branch }, ...changes) {
  if (hasGit) must("git", ["init", "--quiet"], top);
  for (const change of changes) {
    change();
    if (!hasGit) continue;
    must("git", ["add", "--all"], top);
    must("git", ["commit", "--quiet", "--message", "A change", "--allow-empty"], top);
  }
}

let count = 0;

export class Machine {
  constructor({ top, branch }, depth, variables = {}) {
    this.folder = join(scratch, "machines", String(++count));
    this.work = join(this.folder, "work");
    for (const folder of ["home", "tmp", "usr/local/bin"]) mkdirSync(join(this.folder, folder), { recursive: true });
    if (hasGit) must("git", ["clone", "--quiet", "--depth", String(depth), "--branch", branch, `file://${top}`, this.work]);
    else cpSync(top, this.work, { recursive: true });
    this.path = [bin, join(this.folder, "usr/local/bin"), ...path];
    this.variables = { ...alone, HOME: join(this.folder, "home"), CI: "true", LANG: "C.UTF-8", ...variables };
    this.output = "";
  }

  /** The same text, with the machine's own folders in it. */
  own(text) {
    return text.replace(/(?<![\w.~}])\/(usr\/local|tmp)(?![\w-])/g, (folder) => this.folder + folder);
  }

  run(command, args, { cwd = this.work, variables = {} } = {}) {
    const env = { ...this.variables, ...variables, PATH: this.path.join(delimiter) };
    const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: "utf8", timeout: 60_000 });
    if (error) throw error;
    this.output += stdout + stderr;
    return status;
  }

  /** Runs shell lines as hosts do: the first that fails is the last. */
  shell(shell, lines, options) {
    const file = join(this.folder, "step.sh");
    writeFileSync(file, this.own(lines));
    return this.run(shell, ["-e", file], options);
  }

  /** A file of the machine's own that steps add lines to. */
  lines(name) {
    const file = join(this.folder, name);
    appendFileSync(file, "");
    return { file, read: () => readFileSync(file, "utf8") };
  }

  /** How often the program was called. */
  get calls() {
    const file = join(this.folder, "home", "calls");
    return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n").length : 0;
  }
}
