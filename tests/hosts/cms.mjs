// Is static/admin/config.yml what the editor takes? `cms(path)` gives a list of faults, which is empty if all is well.
// Sveltia CMS brings a JSON Schema along; Decap CMS reads the same settings.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { parse, parseAllDocuments } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);

/** The folder of a package beside this file, whatever of it the package lets others see. */
const folder = (name) => {
  const within = require.resolve.paths(name).map((path) => join(path, name));
  const found = within.find((path) => { try { readFileSync(join(path, "package.json")); return true; } catch { return false; } });
  if (!found) throw new Error(`${name} is not installed`);
  return found;
};

/** What Sveltia CMS would say. */
const sveltia = (config) => {
  const schema = JSON.parse(readFileSync(join(folder("@sveltia/cms"), "schema/sveltia-cms.json"), "utf8"));
  const ajv = new Ajv({ allErrors: true, strict: false, discriminator: false });
  addFormats(ajv);
  const validate = ajv.compile(schema);
  if (validate(config)) return [];
  // A field is one of very many sorts, and every sort that it is not complains: the ones that say most stand deepest.
  const deepest = Math.max(...validate.errors.map((e) => e.instancePath.split("/").length));
  const told = validate.errors.filter((e) => e.instancePath.split("/").length >= deepest - 1);
  return [...new Set(told.map((e) => `Sveltia: ${e.instancePath} ${e.message} ${JSON.stringify(e.params)}`))].slice(0, 20);
};

/** The faults of the settings in this file. */
export async function cms(configPath) {
  const text = readFileSync(configPath, "utf8");
  const faults = parseAllDocuments(text).flatMap((document) => document.errors.map((e) => `YAML: ${e.message}`));
  if (faults.length > 0) return faults;
  const config = parse(text);
  return sveltia(config);
}

// `node cms.mjs static/admin/config.yml`
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = await cms(process.argv[2]);
  faults.forEach((fault) => console.log(fault));
  process.exitCode = faults.length > 0 ? 1 : 0;
}
