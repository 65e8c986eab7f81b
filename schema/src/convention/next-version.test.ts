import { readFileSync } from "node:fs";
import { diffConventions } from "./diff/diff.js";
import { nextVersionText } from "./next-version.js";
import { parseConvention } from "./parse-convention.js";
import type { PartyEntry } from "./party-file.js";
import { smallConvention } from "./signatures/signature.fixture.js";

const text = readFileSync(
  new URL("../../../cli/demonstration/convention.yaml", import.meta.url),
  "utf8",
);
const before = parseConvention(text, "convention.yaml");
const read = (next: string) => parseConvention(next, "next.yaml");

const joining: PartyEntry = {
  slug: "glycine",
  name: "Glycine Habitat",
  endpoint: "https://palier.glycine.example/graphql",
  key: `${"B".repeat(42)}E`,
  correspondent: { role: "Référent sûreté", email: "surete@glycine.example" },
  stock: [{ commune: "77288", dwellings: 300 }],
};

it("says all that the version before says, and what it is told", () => {
  const next = read(nextVersionText(text, { from: "2027-01-01", joining }));
  const { version, validity, landlords } = next;
  expect([version, validity.from]).toEqual([before.version + 1, "2027-01-01"]);
  expect(landlords.map(({ slug }) => slug)).toEqual([
    ...before.landlords.map(({ slug }) => slug),
    "glycine",
  ]);
  const back = { ...next, version: before.version, validity: before.validity };
  expect({ ...back, landlords: landlords.slice(0, -1) }).toEqual(before);
  expect(diffConventions(before, next).length).toBeGreaterThan(0);
});

it("keeps the comments of the file", () => {
  const next = nextVersionText(text, { from: "2027-01-01", joining });
  const comments = (of: string) => of.split("\n").filter((line) => line.startsWith("#"));
  expect(comments(text).length).toBeGreaterThan(2);
  expect(comments(next)).toEqual(comments(text));
});

it("takes out who leaves, and nobody else", () => {
  const [gone, ...others] = before.landlords;
  const next = read(nextVersionText(text, { from: "2027-01-01", leaving: gone?.slug ?? "" }));
  expect(next.landlords).toEqual(others);
});

it("reads JSON, which is YAML, too", () => {
  const { landlords, territories: _, subgraphs, ...terms } = smallConvention();
  const json = JSON.stringify({
    format: 1,
    ...terms,
    subgraphs,
    territories: [
      { code: "77288", kind: "COMMUNE", name: "Melun" },
      { code: "77285", kind: "COMMUNE", name: "Le Mée" },
      { code: "QP-1", kind: "PRIORITY_DISTRICT", name: "Plein Ciel", communes: ["77288", "77285"] },
    ],
    landlords: landlords.map(({ stock, ...landlord }) => ({
      ...landlord,
      stock: stock.map(({ commune, dwellings }) => ({ commune, dwellings })).slice(0, 1),
    })),
  });
  const next = read(nextVersionText(json, { from: "2027-01-01", joining }));
  expect(next.landlords.at(-1)).toMatchObject({ slug: "glycine" });
});

it("refuses who is there already, and who is not", () => {
  const [there] = before.landlords;
  expect(() =>
    nextVersionText(text, { from: "2027-01-01", joining: { ...joining, slug: there?.slug ?? "" } }),
  ).toThrow(/is among its landlords already/);
  expect(() => nextVersionText(text, { from: "2027-01-01", leaving: "nobody" })).toThrow(
    /"nobody" is not among its landlords/,
  );
});
