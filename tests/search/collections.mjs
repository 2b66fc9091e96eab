// The directories that queries are tried on: the sample, England's libraries, and Ohana's sample of American social help.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { program, root } from "../browser/support.mjs";

const fixture = (path) => readFileSync(join(root, "tests", "fixtures", path), "utf8");

/** The rows of a table, by the names in its head. */
function table(text) {
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const sign = text[i], row = rows.at(-1);
    if (sign === '"' && quoted && text[i + 1] === '"') row[row.length - 1] += text[++i];
    else if (sign === '"') quoted = !quoted;
    else if (!quoted && sign === ",") row.push("");
    else if (!quoted && (sign === "\n" || sign === "\r")) rows.push([""]);
    else row[row.length - 1] += sign;
  }
  const [head, ...body] = rows.filter((row) => row.length > 1);
  return body.map((row) => Object.fromEntries(head.map((name, at) => [name, (row[at] ?? "").trim()])));
}

const slug = (text) => text.toLowerCase().normalize("NFKD").replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

function libraries() {
  return table(fixture("libraries/england.csv")).map((row) => {
    const service = row["Library service"], name = row["Library name"];
    return { slug: slug(`${service} ${name}`), title: name, area: service, address: [row["Postal address"], row.Postcode].filter(Boolean).join(", "), text: "" };
  });
}

function ohana() {
  const services = table(fixture("ohana/services.csv"));
  return table(fixture("ohana/locations.csv")).map((row) => {
    const own = services.filter((service) => service.location_id === row.id);
    const text = [row.description, ...own.flatMap((service) => [service.audience, service.keywords])].filter(Boolean).join("\n\n");
    return { slug: slug(`ohana ${row.id} ${row.name}`), title: row.name, summary: row.short_desc, area: "", address: "", text };
  });
}

/** Writes and builds the collection called `name`; the answer is its built folder and, but for the sample, its records. */
export function collection(name) {
  const output = join(root, "target", "search", name);
  if (name === "sample") {
    execFileSync(program, ["build", "--site", root, "--output", output, "--today", "2026-11-21"], { stdio: "ignore" });
    return { output, records: [] };
  }
  const records = name === "libraries" ? libraries() : ohana(), site = output + "-site", content = join(site, "content", "institutions");
  rmSync(site, { recursive: true, force: true });
  mkdirSync(content, { recursive: true });
  const areas = [...new Set(records.map((record) => record.area).filter(Boolean))];
  writeFileSync(join(site, "hereabouts.toml"), `title = "Libraries"\nlanguage = "en"\n\n[areas]\n${areas.map((area) => `${slug(area)} = { label = ${JSON.stringify(area)} }`).join("\n")}\n`);
  for (const record of records) {
    const fields = [`title = ${JSON.stringify(record.title)}`];
    if (record.area) fields.push(`area = "${slug(record.area)}"`);
    if (record.summary) fields.push(`summary = ${JSON.stringify(record.summary)}`);
    if (record.address) fields.push(`address = ${JSON.stringify(record.address)}`);
    writeFileSync(join(content, record.slug + ".md"), `+++\n${fields.join("\n")}\n+++\n\n${record.text.replace(/[<>[\]{}*_#|]/g, " ")}\n`);
  }
  execFileSync(program, ["build", "--site", site, "--output", output, "--today", "2026-11-21"], { stdio: "ignore" });
  return { output, records };
}
