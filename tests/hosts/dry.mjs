// What the hosts would do with the files, done here: every shell line that can be run is run, on a tiny site.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { resolveConfig } from "@netlify/config";
import { parse as toml } from "smol-toml";
import { below, hosts, repository } from "./support.mjs";
import { Machine, commits, hasGit, sha256 } from "./machine.mjs";
import { filled, jobs } from "./shell.mjs";

const pages = "https://our-town.example/directory";

const evenIfItFailed = "success() || steps.check.outcome == 'failure'";

/**
 * One job of GitHub or Forgejo. An action is not run, but what it needs has to be there.
 * Gives the steps that failed, and the folder that would be published.
 */
function actions(machine, { job, steps }, values) {
  const added = machine.lines("path"), summary = machine.lines("summary");
  Object.assign(machine.variables, { GITHUB_PATH: added.file, GITHUB_STEP_SUMMARY: summary.file, RUNNER_TEMP: join(machine.folder, "tmp"), GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: machine.work });
  const failed = [];
  let published;
  assert.ok([undefined, "github.event_name != 'pull_request'"].includes(job.if), job.if);
  for (const step of steps) {
    assert.ok([undefined, evenIfItFailed].includes(step.if), step.if);
    const check = steps.find((other) => other.id === "check");
    if (failed.length && !(step.if && failed.every((name) => name === check.name))) continue;
    const variables = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, value]) => [name, filled(value, values)]));
    if (step.run) {
      if (machine.shell("bash", filled(step.run, values), { variables })) failed.push(step.name);
    } else if (/(upload-pages-artifact|git-pages\/action)@/.test(step.uses)) {
      published = join(machine.work, filled(step.with.path ?? step.with.source, values));
    } else {
      assert.match(step.uses, /\/(checkout|cache|configure-pages|deploy-pages)@v\d+$/);
    }
    machine.path.unshift(...added.read().split("\n").filter(Boolean));
    writeFileSync(added.file, "");
  }
  machine.output += summary.read();
  return { failed, published };
}

const dry = {
  github(repository) {
    return repository.jobs.map((one) => {
      const machine = new Machine(repository, one.steps[0].with?.["fetch-depth"] ?? 1);
      // GitHub's machines come with Rust, and look there for programs.
      machine.path.push(join(machine.folder, "home/.cargo/bin"));
      return { name: one.name, machine, ...actions(machine, one, { "steps.pages.outputs.base_url": pages, "steps.deployment.outputs.page_url": pages }) };
    });
  },
  codeberg(repository) {
    return repository.jobs.map((one) => {
      const machine = new Machine(repository, one.steps[0].with?.["fetch-depth"] ?? 1);
      return { name: one.name, machine, ...actions(machine, one, { "forgejo.token": "a token" }) };
    });
  },
  gitlab(repository) {
    return repository.jobs.map(({ name, job, steps: [{ shell, script }] }) => {
      const machine = new Machine(repository, 20, { CI_PAGES_URL: pages, GITLAB_CI: "true" });
      machine.variables.CI_PROJECT_DIR = machine.work;
      const failed = machine.shell(shell, script) ? [name] : [];
      return { name: name === "pages" ? "publish" : name, machine, failed, published: job.pages && join(machine.work, job.artifacts.paths[0]), report: job.artifacts.reports?.codequality };
    });
  },
  async netlify(repository) {
    const machine = new Machine(repository, 1, { URL: pages });
    const { config, buildDir } = await resolveConfig({ cwd: machine.work, repositoryRoot: machine.work, branch: "main", context: "production", offline: true, buffer: true });
    const failed = machine.run("bash", ["-c", machine.own(config.build.command)], { cwd: buildDir }) ? ["netlify"] : [];
    return [{ name: "publish", machine, failed, published: config.build.publish }];
  },
  cloudflare(repository) {
    const machine = new Machine(repository, 1);
    const { build, assets } = toml(repository.text);
    const failed = machine.run("sh", ["-c", machine.own(build.command)]) ? ["cloudflare"] : [];
    return [{ name: "publish", machine, failed, published: join(machine.work, assets.directory) }];
  },
};

/** Does what a host does; with `slip` a record that was added has one, with `options.sha256` something else is fetched. */
async function run(host, { slip = false, first = false, ...options } = {}) {
  const one = repository(host, { sha256, ...options });
  const record = (name, text) => writeFileSync(join(one.site, "content/groups", `${name}.md`), `+++\ntitle = "${name}"\n${text}\n+++\nEverybody is welcome.\n`);
  const add = () => record("mending", slip ? "meets_at = \"nowhere\"\nverified = 3/10/2026" : "");
  if (first) commits(one, add);
  else commits(one, () => {}, add);
  return Object.fromEntries((await dry[host]({ ...one, jobs: jobs(host, one.text) })).map((job) => [job.name, job]));
}

const built = ({ published, machine }, page = "index.html") => assert.ok(existsSync(join(published, page)), `there is no ${page} in ${published}\n${machine.output}`);
const well = ({ failed, machine }) => assert.deepEqual(failed, [], machine.output);

describe("what a host does", () => {
  for (const host of Object.keys(hosts)) {
    const checks = !["netlify", "cloudflare"].includes(host);
    for (const [where, options] of [["fetched, in a folder", { folder: below }], ["built, at the top", { program: false }]]) {
      test(`${host}, ${where}: checks and publishes`, async () => {
        const { check, publish } = await run(host, options);
        well(publish);
        built(publish);
        built(publish, "groups/mending.html");
        // It has the address that the host knows.
        if (["github", "gitlab", "netlify"].includes(host)) assert.ok(readFileSync(join(publish.published, "sitemap.xml"), "utf8").includes(`<loc>${pages}/groups/</loc>`));
        assert.equal(check !== undefined, checks);
        if (!checks) return;
        well(check);
        assert.match(check.machine.output, /2 records/);
        if (hasGit) assert.match(check.machine.output, /new[^]*mending/i);
      });
    }
    test(`${host}: a record with a slip is told of, and the site is published with the others`, async () => {
      const { check, publish } = await run(host, { folder: below, slip: true, first: true });
      well(publish);
      built(publish);
      built(publish, "groups/choir.html");
      if (!checks) return assert.match(publish.machine.output, /bad-date/);
      assert.equal(check.failed.length, 1, check.machine.output);
      assert.match(check.machine.output, /bad-date/);
      // What it was before cannot be had of the first commit, nor without git; that is no fault.
      assert.match(check.machine.output, /2 records/);
    });
    test(`${host}: what has another checksum is not run`, async () => {
      const all = await run(host, { sha256: "0".repeat(64) });
      for (const { failed, machine, published } of Object.values(all)) {
        assert.notEqual(failed.length, 0);
        assert.equal(machine.calls, 0, machine.output);
        assert.ok(!published || !existsSync(published));
      }
    });
  }

  // A host shows a fault beside the line only if it finds the file, and it looks from the top of the repository.
  for (const folder of ["", below]) {
    test(`github: a slip is told at its line, ${folder || "top"}`, async () => {
      const { check } = await run("github", { folder, slip: true });
      const files = [...check.machine.output.matchAll(/^::error file=([^,]+),line=\d+/gm)].map(([, file]) => decodeURIComponent(file));
      assert.ok(files.length);
      assert.deepEqual(files.filter((file) => !existsSync(join(check.machine.work, file))), []);
    });
    test(`gitlab: a slip is told at its line, ${folder || "top"}`, async () => {
      const { check } = await run("gitlab", { folder, slip: true });
      const faults = JSON.parse(readFileSync(join(check.machine.work, check.report), "utf8"));
      assert.ok(faults.length);
      for (const { description, check_name, fingerprint, severity, location } of faults) {
        assert.ok(description && check_name && fingerprint && location.lines.begin);
        assert.ok(["info", "minor", "major", "critical", "blocker"].includes(severity));
        assert.ok(existsSync(join(check.machine.work, location.path)), `there is no ${location.path}`);
      }
      assert.equal(new Set(faults.map(({ fingerprint }) => fingerprint)).size, faults.length);
    });
  }

  // Wrangler itself, up to where it would begin to send. It starts only where the engine for Workers is installed, and
  // has no use for it here: an empty file stands for those hundred megabytes.
  test("cloudflare: Wrangler runs the command, and finds what it made", () => {
    const one = repository("cloudflare", { sha256, folder: below });
    commits(one, () => {});
    const machine = new Machine(one, 1, { WRANGLER_SEND_METRICS: "false", NO_COLOR: "1" });
    const file = join(machine.work, "wrangler.toml");
    writeFileSync(file, machine.own(one.text));
    const modules = join(machine.folder, "modules");
    const engine = join(modules, "@cloudflare", `workerd-${process.platform}-${process.arch.replace("x", "")}`, "bin");
    mkdirSync(engine, { recursive: true });
    writeFileSync(join(engine, "workerd"), "");
    const wrangler = join(import.meta.dirname, "node_modules/wrangler/wrangler-dist/cli.js");
    assert.equal(machine.run(process.execPath, [wrangler, "deploy", "--dry-run"], { variables: { NODE_PATH: modules } }), 0, machine.output);
    assert.match(machine.output, /Read \d\d+ files from the assets directory/);
    assert.doesNotMatch(machine.output.replace(/.*requires at least Node.*/, ""), /WARNING|ERROR/);
  });
});
