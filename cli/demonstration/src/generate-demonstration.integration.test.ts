import { createHash } from "node:crypto";
import type { Convention } from "@palier/schema";
import { runs } from "@palier/schema/testing";
import { readConvention } from "@palier/service";
import { demonstrationConvention } from "@palier/test-support";
import { type ClassifiedSite, classifyDemonstration } from "./classify-demonstration.js";
import { generateDemonstration } from "./generate-demonstration.js";
import { digestOf, recordsVersion } from "./prepare-demonstration.js";
import type { Demonstration } from "./record/demonstration.js";

const convention = readConvention(demonstrationConvention);
const demonstration = generateDemonstration(convention);
const classified = classifyDemonstration(demonstration);

describe("the study's figures", () => {
  it("come out of the incidents: 28 sites at levels 3 and 4, 4,300 of 17,200 dwellings", () => {
    expect(figures(classified, "level")).toEqual({ sites: 28, dwellings: 4_300 });
    expect(dwellingsOf(classified)).toBe(17_200);
  });

  it("do not rest on decisions", () => {
    expect(figures(classified, "computedLevel")).toEqual({ sites: 28, dwellings: 4_300 });
    expect(figures(classified, "heldLevel")).toEqual({ sites: 28, dwellings: 4_300 });
  });

  it("hold for any seed: the profiles keep their distance from the gates", () => {
    for (let seed = 1; seed <= runs(10); seed += 1) {
      const other = classifyDemonstration(generateDemonstration(convention, seed));
      expect({ seed, ...figures(other, "level") }).toEqual({ seed, sites: 28, dwellings: 4_300 });
    }
  });

  it("leave every level present and most sites quiet", () => {
    const sites = [1, 2, 3, 4].map(
      (level) => classified.filter((site) => lastLevel(site, "level") === level).length,
    );
    const [quiet = 0, recurring = 0, marked = 0, installed = 0] = sites;
    expect(quiet).toBeGreaterThan(classified.length / 2);
    expect(recurring).toBeGreaterThanOrEqual(30);
    expect(marked).toBeGreaterThanOrEqual(15);
    expect(installed).toBeGreaterThanOrEqual(5);
  });
});

describe("stock", () => {
  it("is filled by sites to the last dwelling, part by part", () => {
    const declared = convention.landlords.flatMap(({ slug, stock }) =>
      stock.map(({ commune, priorityDistrict, dwellings }) => [
        `${slug} ${commune} ${priorityDistrict}`,
        dwellings,
      ]),
    );
    const built = new Map<string, number>();
    for (const { slug, site } of classified) {
      const part = `${slug} ${site.commune} ${site.priorityDistrict}`;
      built.set(part, (built.get(part) ?? 0) + site.dwellings);
    }
    expect(Object.fromEntries(built)).toEqual(Object.fromEntries(declared));
  });
});

/** Where records alone differ, a data folder would go on with the old ones unless their version rises with them. */
it("has one version for one set of records of a convention", () => {
  expect({
    version: recordsVersion,
    convention: digestOf(convention),
    records: digest(demonstration.landlords),
  }).toEqual({
    version: 3,
    convention: "3038c7a0735eb6b5cc83b091a310456776c0e1c72538f2ba82268494af5d9e54",
    records: "32eebf0e27d679bd266cbc036e9538668c44e336d0353633b25486815fa6cdac",
  });
});

describe("the same records", () => {
  it("come out each time", () => {
    expect(digest(generateDemonstration(convention))).toBe(digest(demonstration));
  });

  it("come out whatever the order of landlords, stock and territories", () => {
    const turned: Convention = {
      ...convention,
      landlords: convention.landlords
        .map((landlord) => ({ ...landlord, stock: [...landlord.stock].reverse() }))
        .reverse(),
      territories: [...convention.territories].reverse(),
    };
    expect(digest(generateDemonstration(turned))).toBe(digest(demonstration));
  });

  it("do not come out of another seed", () => {
    expect(digest(generateDemonstration(convention, 1))).not.toBe(digest(demonstration));
  });
});

it("refuses a convention whose published months are not fixed", () => {
  const rolling = { ...convention, publication: { from: "2023-11", afterDays: 20 } };
  expect(() => generateDemonstration(rolling)).toThrow("publication.until");
});

type LevelField = "level" | "computedLevel" | "heldLevel";

function lastLevel({ months }: ClassifiedSite, field: LevelField): number {
  return months.at(-1)?.[field] ?? 0;
}

function figures(sites: readonly ClassifiedSite[], field: LevelField) {
  const hard = sites.filter((site) => lastLevel(site, field) >= 3);
  return { sites: hard.length, dwellings: dwellingsOf(hard) };
}

function dwellingsOf(sites: readonly ClassifiedSite[]): number {
  return sites.reduce((sum, { site }) => sum + site.dwellings, 0);
}

function digest(records: Demonstration | Demonstration["landlords"]): string {
  return createHash("sha256").update(JSON.stringify(records)).digest("hex");
}
