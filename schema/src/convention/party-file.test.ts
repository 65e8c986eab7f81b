import { isOrganisationNumber, parsePartyFile } from "./party-file.js";

const party = {
  format: 1,
  organisationNumber: "552100554",
  landlord: {
    slug: "glycine",
    name: "Glycine Habitat",
    endpoint: "https://palier.glycine.example/graphql",
    key: `${"B".repeat(42)}E`,
    correspondent: { role: "Référent sûreté", email: "surete@glycine.example" },
    stock: [{ commune: "77288", dwellings: 300 }],
  },
};
const parse = (changes: object) =>
  parsePartyFile(JSON.stringify({ ...party, ...changes }), "party.yaml");

it.each([
  ["552100554", true],
  ["55210055400013", true],
  ["552100545", false],
  ["55210055", false],
  ["5521005540001x", false],
  ["", false],
])("knows %s for a number of an organisation: %s", (text, is) => {
  expect(isOrganisationNumber(text)).toBe(is);
});

it("reads what init writes", () => {
  expect(parse({})).toEqual(party);
});

it("refuses what is no public entry of a landlord that can sign", () => {
  const { key: _, ...keyless } = party.landlord;
  expect(() => parse({ landlord: keyless })).toThrow(/without `key` can sign nothing/);
  expect(() => parse({ organisationNumber: "1" })).toThrow(/SIREN \(9 digits\)/);
  expect(() => parse({ landlord: { ...party.landlord, d: "private" } })).toThrow(/d/);
});
