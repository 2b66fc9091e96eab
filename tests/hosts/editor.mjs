// The page on which people edit records in forms: would the editor take the settings that the program writes for it?
import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { cms } from "./cms.mjs";
import { below, repository, says, scratch } from "./support.mjs";

const faults = (site) => {
  says(["schema", "--cms"], site);
  return cms(join(site, "static/admin/config.yml"));
};

describe("Sveltia CMS takes the settings", () => {
  for (const [host, folder] of [["github", ""], ["gitlab", below], ["codeberg", below]]) {
    test(`${host}, ${folder || "at the top"}`, async () => assert.deepEqual(await faults(repository(host, { folder }).site), []));
  }
  test("of the sample, which has every kind of record", async () => {
    const site = join(scratch, "sample");
    says(["init", site]);
    assert.deepEqual(await faults(site), []);
  });
});
