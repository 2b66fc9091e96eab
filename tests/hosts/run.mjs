// What `hereabouts publish` writes for hosts, held against the hosts' own tools. Run it with Node.
import { join } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { says } from "./support.mjs";

const files = ["files.mjs", "dry.mjs"];
// The editor in the browser, once the program can write its configuration.
if (says(["schema", "--help"]).includes("--cms")) files.push("editor.mjs");

run({ files: files.map((file) => join(import.meta.dirname, file)), concurrency: 2 })
  .on("test:fail", () => { process.exitCode = 1; })
  .compose(new spec())
  .pipe(process.stdout);
