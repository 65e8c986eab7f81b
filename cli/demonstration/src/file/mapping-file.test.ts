import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMapping } from "@palier/landlord-import";
import { nomenclature1 } from "@palier/schema";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";
import { dialectOf } from "./dialects.js";
import { mappingFile } from "./mapping-file.js";

const slugs = readConvention(demonstrationConvention).landlords.map(({ slug }) => slug);

it.each(slugs)("%s's mapping is one that the import reads", async (slug) => {
  const folder = await mkdtemp(join(tmpdir(), "palier-mapping-"));
  try {
    const path = join(folder, "mapping.yaml");
    await writeFile(path, mappingFile(dialectOf(slug)));
    const { site, columns } = readMapping(path, nomenclature1);
    expect(columns.has("day") && columns.has("category")).toBe(true);
    expect(site.columns).toHaveLength(1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it.each(slugs)("%s has one word for each category, or none at all", (slug) => {
  const words = dialectOf(slug).words.categories;
  if (words === undefined) return;
  expect(Object.keys(words).sort()).toEqual([...nomenclature1.categories.keys()].sort());
  expect(new Set(Object.values(words)).size).toBe(nomenclature1.categories.size);
});

it("gives every landlord of the demonstration a dialect of its own", () => {
  expect(new Set(slugs.map(dialectOf)).size).toBe(slugs.length);
});
