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
    readonly incidentCounts: readonly { readonly counts: readonly FamilyTold[] }[];
    readonly sites: {
      readonly edges: readonly { readonly level: number; readonly node: { readonly id: string } }[];
    };
  };
}

const question = `query ($code: ID!, $month: Month!) { territory(code: $code, month: $month) {
  incidentCounts(from: $month, to: $month) { counts {
    family status count isPartial changeOnYear
    year { status count isPartial perThousandDwellings } yearBefore { status count isPartial }
  } }
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
  const number = told.status === "ZERO" ? "0" : String(told.count);
  return told.isPartial === true ? `≥${number}aumoins${number}` : number;
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

async function tableOf(visitor: Visitor, selector: string): Promise<string[][]> {
  const rows = await visitor.page
    .locator(`${selector} tbody tr`)
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

it.each(readers)(
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
    if (kind === "exact") expect(expected.flat().join()).not.toMatch(/secret/);
    for (const page of ["territory", "report"]) {
      await openWhole(visitor, `/${page}/${code}?month=${month}`);
      const rows = await tableOf(visitor, ".years-table");
      expect(rows.map((cells) => cells.slice(0, 3))).toEqual(expected);
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
  readonly site: { readonly incidentCounts: readonly (Told & SiteCell)[] };
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
      "query ($id: ID!, $month: Month!) { site(id: $id) { incidentCounts(to: $month) { month family status count } } }",
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
      "Les nombres retenus, et pourquoi",
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
