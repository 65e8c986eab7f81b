import { isLandlordSlug, partnerKinds, templateTerms } from "@palier/schema";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";

const convention = readConvention(demonstrationConvention);

/** Words of the names of real social landlords, in the Île-de-France above all, in lower case. */
const realLandlords = [
  "3f",
  "1001 vies",
  "adoma",
  "antin",
  "aquitanis",
  "batigère",
  "cdc habitat",
  "clésence",
  "confluence habitat",
  "domnis",
  "efidis",
  "elogie",
  "emmaüs",
  "erigere",
  "erilia",
  "essonne habitat",
  "foyers de seine-et-marne",
  "france habitation",
  "gambetta",
  "gecina",
  "habitat 77",
  "halpades",
  "hauts-de-seine habitat",
  "icf",
  "immobilière",
  "interprofessionnelle",
  "la sablière",
  "logement francilien",
  "logial",
  "logirep",
  "marne et chantereine",
  "mésolia",
  "mon logis",
  "moulin vert",
  "opievoy",
  "osica",
  "paris habitat",
  "pays de meaux habitat",
  "pierres et lumières",
  "plurial",
  "polylogis",
  "rivp",
  "sequens",
  "seqens",
  "siemp",
  "toit et joie",
  "trois moulins",
  "val du loing habitat",
  "valophis",
  "vilogia",
];

it("declares 17,200 dwellings of five landlords or more, of unlike sizes", () => {
  const sizes = convention.landlords.map(({ stock }) =>
    stock.reduce((sum, { dwellings }) => sum + dwellings, 0),
  );
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(17_200);
  expect(sizes.length).toBeGreaterThanOrEqual(5);
  expect(Math.max(...sizes)).toBeGreaterThan(4 * Math.min(...sizes));
});

it("names no real landlord", () => {
  expect(convention.landlords.map(({ slug }) => slug)).toContain("lisiere");
  for (const { slug, name } of convention.landlords) {
    expect(isLandlordSlug(slug)).toBe(true);
    expect(realLandlords.filter((real) => name.toLowerCase().includes(real))).toEqual([]);
  }
});

it("reaches no real mailbox and no server but this machine", () => {
  const parties = [...convention.landlords, ...convention.partners];
  for (const { correspondent } of parties) expect(correspondent.email).toMatch(/\.example$/);
  for (const { endpoint } of convention.landlords) {
    expect(new URL(endpoint).hostname).toBe("127.0.0.1");
  }
});

it("covers the 20 communes, the intercommunality, the department and a district across two communes", () => {
  const ofKind = (kind: string) => convention.territories.filter((found) => found.kind === kind);
  expect(ofKind("COMMUNE")).toHaveLength(20);
  expect(ofKind("INTERCOMMUNALITY").map(({ communes }) => communes.length)).toEqual([20]);
  expect(ofKind("DEPARTMENT").map(({ communes }) => communes.length)).toEqual([20]);
  expect(ofKind("PRIORITY_DISTRICT").map(({ communes }) => communes.length)).toContain(2);
});

it("gives districts codes that cannot be taken for official ones", () => {
  const districts = convention.territories.filter(({ kind }) => kind === "PRIORITY_DISTRICT");
  // Official codes are QP or QN with six digits or so.
  for (const { code } of districts) expect(code).not.toMatch(/^Q[PN]?\d/);
});

it("places most of the stock in the five largest communes", () => {
  const stock = convention.landlords.flatMap((landlord) => landlord.stock);
  const dwellings = (entries: typeof stock) =>
    entries.reduce((sum, entry) => sum + entry.dwellings, 0);
  const largest = ["77288", "77152", "77285", "77407", "77487"];
  const share = dwellings(stock.filter(({ commune }) => largest.includes(commune))) / 17_200;
  expect(share).toBeGreaterThan(0.85);
});

it("names a partner of every kind, by the accounts that the documentation gives", () => {
  const kinds = convention.partners.map(({ kind }) => kind);
  expect(new Set(kinds)).toEqual(new Set(partnerKinds));
  const codes = convention.partners.map(({ code }) => code);
  for (const account of ["police-melun", "parquet-melun", "mairie-dammarie", "bailleur-lisiere"]) {
    expect(codes).toContain(account);
  }
});

it("holds no key: each platform makes its own", () => {
  for (const { key } of convention.landlords) expect(key).toBeUndefined();
});

it("grants what the template of a convention grants", () => {
  expect(convention).toMatchObject(templateTerms);
});
