import { readFileSync } from "node:fs";
import { nomenclature1 } from "@palier/schema";
import { incidentFields } from "./mapping.js";
import { ownColumns } from "./own-mapping.js";
import { parseMapping } from "./read-mapping.js";
import { parseSiteMapping } from "./site-mapping.js";

const page = readFileSync(new URL("../../../../../docs/import.md", import.meta.url), "utf8");

function mappingsIn(text: string): string[] {
  return [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, mapping = ""]) => mapping);
}

it("documents mappings that can be read", () => {
  const [ofIncidents = "", ofSites = ""] = page.split("## Changing sites");
  const mappings = mappingsIn(ofIncidents);
  expect(mappings).toHaveLength(3);
  for (const text of mappings)
    expect(() => parseMapping(text, "import.md", nomenclature1)).not.toThrow();
  const [siteMapping = "", ...others] = mappingsIn(ofSites);
  expect(others).toEqual([]);
  expect(() => parseSiteMapping(siteMapping, "import.md")).not.toThrow();
});

it("documents every field and every name of a column", () => {
  for (const field of incidentFields) {
    expect(page).toContain(`\`${field}\``);
    for (const name of ownColumns.get(field)?.flatMap(({ names }) => names) ?? [])
      expect(page).toContain(name);
  }
});
