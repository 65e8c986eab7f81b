import { randomUUID } from "node:crypto";
import {
  closeMonths,
  ImportFileRow,
  IncidentRow,
  reopenMonths,
  SiteRow,
} from "@palier/landlord-store";
import { monthNumber, monthsBetween, monthText, type PartnerKind } from "@palier/schema";
import { partnersOfEachKind } from "@palier/schema/testing";
import {
  agglomeration,
  dammarie,
  district,
  keyedConvention,
  lastMonth,
  melun,
  partners,
  type Slug,
  slugs,
} from "./access-convention.js";
import { type AccessPlatform, startAccessPlatform } from "./platform.js";

/** A territory's incidents, beside those of its sites, for each kind of partner. */

let platform: AccessPlatform;

const last = monthNumber(lastMonth);
const year = monthsBetween(last - 11, last);

/** Thefts a month by site, besides two dealings in the last three months at HARD and FAR. */
const thefts: Readonly<Record<Slug, Readonly<Record<string, number>>>> = {
  lisiere: { HARD: 9, FAR: 6 },
  "val-de-brie": { HARD: 2, QUIET: 7 },
  orme: {},
};

/** Communes where the convention declares the stock of two landlords, and three of which one has 86 of 100. */
const [ofTwo, ofOneAbove] = ["77285", "77394"];
/** Three with no more than 85 of 100. */
const ofThree = "77389";

beforeAll(async () => {
  const scope = [agglomeration, ofTwo, ofOneAbove, ofThree];
  platform = await startAccessPlatform({
    keyed: await keyedConvention({ partners: partnersOfEachKind(scope) }, slugs, {
      [ofTwo]: { lisiere: 50, orme: 50 },
      [ofOneAbove]: { lisiere: 86, "val-de-brie": 7, orme: 7 },
      [ofThree]: { lisiere: 85, "val-de-brie": 8, orme: 7 },
    }),
  });
  for (const slug of slugs) await addThefts(slug);
});
afterAll(() => platform.stop());

/** As a landlord does that was told of them late: the months are released when they are closed again. */
async function addThefts(slug: Slug): Promise<void> {
  const { store } = platform.nodes[slug];
  await reopenMonths(store, year);
  const file = await store.getRepository(ImportFileRow).save({ name: "vols.csv", rowsLoaded: 0 });
  const sites = await store.getRepository(SiteRow).find();
  const rows = sites.flatMap(({ id: siteId, reference }) =>
    year.flatMap((month) =>
      Array.from({ length: thefts[slug][reference] ?? 0 }, () => ({
        ...{ id: randomUUID(), siteId, day: `${monthText(month)}-10`, category: "THEFT" },
        fileId: file.id,
      })),
    ),
  );
  await store.getRepository(IncidentRow).insert(rows.map((row, line) => ({ ...row, line })));
  await closeMonths(store, year);
}

interface Total {
  readonly count: number | null;
  readonly status: string | null;
  readonly isPartial: boolean;
}

interface Month {
  readonly month: string;
  readonly counts: readonly (Total & {
    readonly family: string;
    readonly perThousandDwellings: number | null;
    readonly year: Total;
    readonly changeOnYear: number | null;
  })[];
  readonly coverage: { readonly landlords: readonly { readonly status: string }[] };
}

const selection = `month counts { family count status isPartial perThousandDwellings changeOnYear
  year { count status isPartial } } coverage { landlords { status } }`;

async function months(kind: PartnerKind, territory: string, range = ""): Promise<readonly Month[]> {
  const query = `{ territory(code: "${territory}") { incidentCounts${range} { ${selection} } } }`;
  const { data, errors } = await platform.ask(partners[kind], query);
  expect(errors).toBeUndefined();
  return (data as { territory: { incidentCounts: Month[] } }).territory.incidentCounts;
}

async function lastOf(kind: PartnerKind, territory: string, family = "PROPERTY") {
  const month = (await months(kind, territory)).at(-1);
  const found = month?.counts.find((count) => count.family === family);
  if (month === undefined || found === undefined) throw new Error("no counts");
  return { ...found, statuses: month.coverage.landlords.map(({ status }) => status) };
}

const inMelun = slugs.flatMap((slug) => ["HARD", "QUIET"].map((site) => `${slug}:${site}`));

it.each(["POLICE", "JUSTICE"] as const)(
  "gives %s what the counts of the sites add up to, month by month and family by family",
  async (kind) => {
    const sums = new Map<string, number>();
    for (const id of inMelun) {
      const query = `{ site(id: "${id}") { incidentCounts { month family count } } }`;
      const { data } = await platform.ask(partners[kind], query);
      const { site } = data as {
        site: { incidentCounts: { month: string; family: string; count: number }[] };
      };
      for (const { month, family, count } of site.incidentCounts) {
        sums.set(`${month} ${family}`, (sums.get(`${month} ${family}`) ?? 0) + count);
      }
    }
    const found = (await months(kind, melun)).flatMap(({ month, counts }) =>
      counts.map(({ family, count, isPartial }) => [`${month} ${family}`, [count, isPartial]]),
    );
    expect(found).toHaveLength(12 * 7);
    expect(Object.fromEntries(found)).toEqual(
      Object.fromEntries([...sums].map(([key, count]) => [key, [count, false]])),
    );
    // Six hundred dwellings, three landlords of two hundred each.
    expect(await lastOf(kind, melun)).toMatchObject({
      ...{ count: 18, status: "VALUE", isPartial: false, perThousandDwellings: 30 },
      year: { count: 216, status: "VALUE", isPartial: false },
      // Of the year before no month is closed.
      changeOnYear: null,
    });
  },
);

it("gives a town hall and the coordinator the sums of what is released, and says what they lack", async () => {
  for (const kind of ["MUNICIPALITY", "COORDINATOR"] as const) {
    // The two of Val de Brie in the district are in no sum.
    expect(await lastOf(kind, melun)).toMatchObject({ count: 16, isPartial: true });
    expect(await lastOf(kind, district)).toMatchObject({ count: 9, isPartial: true });
    expect(await lastOf(kind, dammarie)).toMatchObject({ count: 6, isPartial: false });
    expect(await lastOf(kind, melun, "TRAFFICKING")).toMatchObject({ status: "WITHHELD" });
    expect(await lastOf(kind, melun, "VIOLENCE")).toMatchObject({ status: "ZERO", count: 0 });
    for (const { counts } of await months(kind, agglomeration)) {
      const small = counts.filter(({ count }) => count !== null && count > 0 && count < 5);
      expect(small).toEqual([]);
    }
  }
});

it("gives a peer whole totals of three landlords, no sum of some, and no landlord's own", async () => {
  for (const territory of [agglomeration, melun]) {
    // The two of Val de Brie are withheld: what is left would be that of one landlord or two.
    expect(await lastOf("LANDLORD", territory)).toMatchObject({ count: null, status: "WITHHELD" });
    expect(await lastOf("LANDLORD", territory, "VIOLENCE")).toMatchObject({
      ...{ count: 0, status: "ZERO", isPartial: false },
    });
  }
  const { status, errors } = await platform.ask(
    partners.LANDLORD,
    `{ site(id: "lisiere:HARD") { incidentCounts { count } } }`,
  );
  expect([status, errors?.[0]?.extensions?.code]).toEqual([403, "FORBIDDEN"]);
});

it("gives a peer no total of two landlords, nor where one has more than 85 of 100 dwellings", async () => {
  // Nobody has a site there yet: each total is a true zero.
  const zero = { count: 0, status: "ZERO", isPartial: false };
  for (const territory of [ofTwo, ofOneAbove]) {
    expect(await lastOf("POLICE", territory)).toMatchObject(zero);
    for (const { counts } of await months("LANDLORD", territory)) {
      expect(new Set(counts.map(({ status }) => status))).toEqual(new Set(["WITHHELD"]));
      expect(counts.filter(({ count, year: sum }) => (count ?? sum.count) !== null)).toEqual([]);
    }
  }
  expect(await lastOf("LANDLORD", ofThree)).toMatchObject(zero);
});

it("has in a trend what it has by itself", async () => {
  const query = `{ territory(code: "${melun}") {
    trend(from: "2025-01") { incidentCounts { ${selection} } }
    incidentCounts(from: "2025-01") { ${selection} } } }`;
  const { data } = await platform.ask(partners.MUNICIPALITY, query);
  const { trend, incidentCounts } = (data as { territory: Record<string, unknown[]> }).territory;
  expect(trend).toHaveLength(6);
  expect(trend).toEqual(incidentCounts?.map((month) => ({ incidentCounts: month })));
});

describe("while a landlord is down", () => {
  let target: string | null = null;
  beforeAll(() => {
    const { front } = platform.nodes.orme;
    target = front.target;
    front.target = null;
  });
  afterAll(() => {
    platform.nodes.orme.front.target = target;
  });

  it("names it, and marks what lacks it", async () => {
    const found = await lastOf("POLICE", melun);
    expect(found).toMatchObject({ count: 18, isPartial: true, perThousandDwellings: null });
    expect(found.statuses).toEqual(["ANSWERED", "ANSWERED", "UNREACHABLE"]);
    // It had none: a zero of the two others is none of the three.
    expect(await lastOf("POLICE", melun, "VIOLENCE")).toMatchObject({ count: null, status: null });
  });

  it("gives a peer nothing, from which the two others could be told", async () => {
    for (const territory of [agglomeration, melun, district]) {
      for (const { counts } of await months("LANDLORD", territory)) {
        const shown = counts.filter(({ count, year: sum }) => count !== null || sum.count !== null);
        expect(shown).toEqual([]);
      }
    }
  });
});
