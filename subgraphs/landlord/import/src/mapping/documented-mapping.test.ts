import { readFileSync } from "node:fs";
import { nomenclature1 } from "@palier/schema";
import { incidentFields } from "./mapping.js";
import { ownColumns } from "./own-mapping.js";
import { parseMapping } from "./read-mapping.js";

const page = readFileSync(new URL("../../../../../docs/import.md", import.meta.url), "utf8");

it("documents mappings that can be read", () => {
  const mappings = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text = ""]) => text);
  expect(mappings).toHaveLength(2);
  for (const text of mappings)
    expect(() => parseMapping(text, "import.md", nomenclature1)).not.toThrow();
});

it("documents every field and every name of a column", () => {
  for (const field of incidentFields) {
    expect(page).toContain(`\`${field}\``);
    for (const name of ownColumns.get(field)?.flatMap(({ names }) => names) ?? [])
      expect(page).toContain(name);
  }
});
