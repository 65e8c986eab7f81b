import { inTurn } from "@palier/test-support";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { openWhole } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

// Numbers of incidents on screen, for each kind of reader, beside what the graph tells the same reader.

const agglomeration = "247700057";
const month = "2026-10";

interface Told {
  readonly status: "VALUE" | "ZERO" | "WITHHELD";
  readonly count: number | null;
  readonly isPartial?: boolean | null;
}

interface FamilyTold extends Told {
  readonly family: string;
  readonly year: Told & { readonly perThousandDwellings: number | null };
  readonly yearBefore: Told;
  readonly changeOnYear: number | null;
}

interface Territory {
  readonly territory: {
    readonly incidentCounts: readonly {
      readonly counts: readonly FamilyTold[];
      readonly coverage: { readonly dwellingsKnown: number };
    }[];
    readonly sites: {
      readonly edges: readonly { readonly level: number; readonly node: { readonly id: string } }[];
    };
  };
}

const question = `query ($code: ID!, $month: Month!) { territory(code: $code, month: $month) {
  incidentCounts(from: $month, to: $month) { counts {
    family status count isPartial changeOnYear
    year { status count isPartial perThousandDwellings } yearBefore { status count isPartial }
  } coverage { dwellingsKnown } }
  sites(first: 200, levels: [1, 2, 3, 4]) { edges { level node { id } } }
} }`;

/** In the page's order. */
const families = [
  "TRAFFICKING",
  "VIOLENCE",
  "OBSTRUCTION",
  "THREAT",
  "DAMAGE",
  "INCIVILITY",
  "PROPERTY",
] as const;

const plain = (text: string) => text.replaceAll(/\s+/g, "");

/** A number as the page must write it: the sign, and what is heard beside it. */
function written(told: Told): string {
  if (told.status === "WITHHELD") return "▨secret";
  const count = told.status === "ZERO" ? 0 : (told.count ?? 0);
  if (told.isPartial !== true) return String(count);
  // None as far as it is known says nothing.
  return count === 0 ? "–inconnu" : `≥${count}aumoins${count}`;
}

/** Of a year, as the graph tells it or as computed here; a lower bound is not rounded up. */
function rateWritten(year: Told, perThousand: number | null): string {
  const number = written(year);
  if (number.startsWith("▨") || number.startsWith("–")) return number;
  if (perThousand === null) return "–inconnu";
  const tenths = year.isPartial ? Math.floor(perThousand * 10) : Math.round(perThousand * 10);
  const rate = String(tenths / 10).replace(".", ",");
  return year.isPartial ? `≥${rate}aumoins${rate}` : rate;
}

/** The sum of what is shown, added up here a second time. */
function sumOf(all: readonly (Told | undefined)[]): Told {
  const shown = all.filter((each) => each !== undefined && each.status !== "WITHHELD");
  const count = shown.reduce((sum, each) => sum + (each?.count ?? 0), 0);
  const hides = all.some((each) => each?.status === "WITHHELD");
  if (count === 0 && hides) return { status: "WITHHELD", count: null };
  const isPartial = hides || shown.some((each) => each?.isPartial === true);
  return { status: count === 0 ? "ZERO" : "VALUE", count, isPartial };
}

/** Both years are known whole. */
function isComparable(told: FamilyTold | undefined): boolean {
  return [told?.year, told?.yearBefore].every(
    (each) => each !== undefined && each.status !== "WITHHELD" && each.isPartial !== true,
  );
}

function shareOf(told: FamilyTold | undefined): string | null {
  if (told?.changeOnYear == null || (told.yearBefore.count ?? 0) < 20) return null;
  const percent = Math.round(told.changeOnYear * 100);
  return percent === 0 ? "0" : percent > 0 ? `+${percent}` : `−${-percent}`;
}

async function tableOf(
  visitor: Visitor,
  selector: string,
  part: "tbody" | "tfoot" = "tbody",
): Promise<string[][]> {
  const rows = await visitor.page
    .locator(`${selector} ${part} tr`)
    .evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll("td")].map((cell) => cell.textContent ?? "")),
    );
  return rows.map((cells) => cells.map(plain));
}

const readers = [
  ["police-melun", agglomeration, "exact"],
  ["parquet-melun", agglomeration, "exact"],
  ["mairie-dammarie", "77152", "protected"],
  ["coordination", agglomeration, "protected"],
  ["bailleur-lisiere", agglomeration, "broad"],
] as const;

it.each(inTurn(readers, 2))(
  "shows %s a territory's incidents as the graph tells them, on the page and in the report",
  async (account, code, kind) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const { territory } = await askGraph<Territory>(visitor, question, { code, month });
    const told = families.map((family) =>
      territory.incidentCounts[0]?.counts.find((each) => each.family === family),
    );
    const expected = told.map((each) =>
      each === undefined ? [] : [each, each.year, each.yearBefore].map(written),
    );
    const years = told.map((each) => each?.year);
    const rates = told.map((each) =>
      each === undefined ? "–inconnu" : rateWritten(each.year, each.year.perThousandDwellings),
    );
    const sums = [told, years, told.map((each) => each?.yearBefore)].map(sumOf);
    const dwellings = territory.incidentCounts[0]?.coverage.dwellingsKnown ?? 0;
    const ofYear = sumOf(years);
    const totals = [
      ...sums.map(written),
      rateWritten(ofYear, ((ofYear.count ?? 0) * 1000) / dwellings),
    ];
    if (kind === "exact") expect(expected.flat().join()).not.toMatch(/secret/);
    for (const page of ["territory", "report"]) {
      await openWhole(visitor, `/${page}/${code}?month=${month}`);
      // One sentence stands for a table of nothing but withheld numbers.
      const isWithheld = [...expected.flat(), ...totals].every((cell) => cell === "▨secret");
      expect(await visitor.page.locator(".counts-all-withheld").count()).toBe(isWithheld ? 1 : 0);
      const rows = await tableOf(visitor, ".years-table");
      if (isWithheld) {
        expect(rows).toEqual([]);
        continue;
      }
      expect(rows.map((cells) => cells.slice(0, 3))).toEqual(expected);
      expect(rows.map((cells) => cells[4])).toEqual(rates);
      const [foot = []] = await tableOf(visitor, ".years-table", "tfoot");
      expect([...foot.slice(0, 3), foot[4]]).toEqual(totals);
      // A change stands where the graph tells one, and never beside what is missing.
      const changes = rows.map((cells) => cells[3] ?? "");
      expect(changes.map((change) => /\d/.test(change))).toEqual(told.map(isComparable));
      // A share stands beside numbers that are large enough, and is the graph's.
      const shares = changes.map((change) => /\(([+−]?\d+)%\)/.exec(change)?.[1] ?? null);
      expect(shares).toEqual(told.map((each) => shareOf(each)));
    }
    expect(visitor.record.problems).toEqual([]);
  },
);

interface Site {
  readonly site: {
    readonly dwellings: number;
    readonly incidentCounts: readonly (Told & SiteCell)[];
  };
}

interface SiteCell {
  readonly month: string;
  readonly family: string;
}

it.each([
  ["mairie-dammarie", "77152"],
  ["coordination", agglomeration],
])(
  "shows %s of a site numbers, true zeros and one mark for what is withheld, said once, with a way to why",
  async (account, code) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const { page } = visitor;
    const { territory } = await askGraph<Territory>(visitor, question, { code, month });
    const id = territory.sites.edges[0]?.node.id;
    const { site } = await askGraph<Site>(
      visitor,
      "query ($id: ID!, $month: Month!) { site(id: $id) { dwellings incidentCounts(to: $month) { month family status count } } }",
      { id, month },
    );
    const months = [...new Set(site.incidentCounts.map((each) => each.month))].toSorted();
    expect(months).toHaveLength(12);
    const expected = months.map((each) =>
      families.map((family) => {
        const told = site.incidentCounts.find((one) => one.month === each && one.family === family);
        return told === undefined ? "" : written(told);
      }),
    );
    await openWhole(visitor, `/sites/${id}?month=${month}`);
    const rows = await tableOf(visitor, ".counts-table");
    expect(rows.map((cells) => cells.slice(0, families.length))).toEqual(expected);
    const ofFamily = families.map((family) =>
      sumOf(site.incidentCounts.filter((one) => one.family === family)),
    );
    const years = await tableOf(visitor, ".years-table");
    expect(years.map((cells) => cells[0])).toEqual(ofFamily.map(written));
    // Of the last month its dwellings are today's.
    expect(years.map((cells) => cells[3])).toEqual(
      ofFamily.map((year) => rateWritten(year, ((year.count ?? 0) * 1000) / site.dwellings)),
    );
    const signs = new Set(expected.flat().map((cell) => cell.replaceAll(/[1-9]\d*/g, "n")));
    expect([...signs].toSorted()).toEqual(["0", "n", "▨secret"]);
    expect(expected.flat().filter((cell) => /^[1-4]$/.test(cell))).toEqual([]);
    const section = page.locator(".site-section", { has: page.locator(".counts-table") });
    const said = (await section.textContent())?.match(/ce nombre existe et n’est pas communiqué/g);
    expect(said).toHaveLength(1);
    await section.getByRole("link", { name: "Pourquoi ?" }).click();
    await page.waitForURL(/\/rights#withheld-numbers$/);
    await page.locator("#withheld-numbers:focus").waitFor();
    expect(await wordsOf(page.locator("#withheld-numbers h2"))).toBe(
      "Les nombres couverts par le secret, et pourquoi",
    );
    expect(visitor.record.problems).toEqual([]);
  },
);

it("shows the police every number of a site, and withholds none", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { territory } = await askGraph<Territory>(visitor, question, {
    ...{ code: agglomeration, month },
  });
  await openWhole(visitor, `/sites/${territory.sites.edges[0]?.node.id}?month=${month}`);
  const cells = (await tableOf(visitor, ".counts-table")).flat();
  expect(cells.filter((cell) => !/^\d+$/.test(cell))).toEqual([]);
  expect(cells.length).toBeGreaterThan(80);
});

interface Past {
  readonly site: {
    readonly classification: { readonly dwellings: number };
    readonly incidentCounts: readonly { readonly count: number }[];
  };
}

it("gives a site's rate for a month that is past, of the dwellings that it had then", async () => {
  const visitor = await Visitor.as("police-melun", { path: "/rights" });
  const { territory } = await askGraph<Territory>(visitor, question, {
    ...{ code: agglomeration, month },
  });
  const id = territory.sites.edges[0]?.node.id ?? "";
  const { site } = await askGraph<Past>(
    visitor,
    `query ($id: ID!) { site(id: $id) {
      classification(month: "2026-06") { dwellings }
      incidentCounts(from: "2025-07", to: "2026-06") { count }
    } }`,
    { id },
  );
  await openWhole(visitor, `/sites/${id}?month=2026-06`);
  const totals = (await tableOf(visitor, ".years-table", "tfoot"))[0];
  const year = { count: site.incidentCounts.reduce((sum, { count }) => sum + count, 0) };
  const { dwellings } = site.classification;
  expect(totals?.[3]).toBe(
    rateWritten(sumOf([{ status: "VALUE", ...year }]), (year.count * 1000) / dwellings),
  );
});
