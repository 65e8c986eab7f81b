import { askGraph } from "../pages/ask-graph.js";
import { type Printed, printed } from "../printed.js";
import { Visitor } from "../visitor.js";

const agglomeration = "247700057";
const month = "2026-10";
const a4 = { widthMm: 210, heightMm: 297 };
const reference = "melun-val-de-seine-demo";

/** The report as it comes out of the printer, from a page that was loaded for it. */
async function print(visitor: Visitor, code: string): Promise<Printed> {
  await visitor.open(`/report/${code}?month=${month}`);
  await visitor.page.locator(".report h2").last().waitFor();
  await visitor.ready();
  return printed(visitor.page);
}

interface Measured {
  readonly name: string;
  readonly kind: string;
  readonly levels: readonly { readonly level: number | null; readonly dwellings: number }[];
}

/** Dwellings at a level and above; all of them from 0 on. */
function dwellingsOf(levels: Measured["levels"], least: number): number {
  return levels
    .filter(({ level }) => (level ?? 0) >= least)
    .reduce((sum, { dwellings }) => sum + dwellings, 0);
}

/** Words and figures with plain spaces between them. */
function readable({ sheets }: Printed): string {
  return sheets.join(" ").replaceAll(/\s+/g, " ");
}

describe("the committee's report on paper", () => {
  let visitor: Visitor;
  let paper: Printed;
  beforeAll(async () => {
    visitor = await Visitor.as("police-melun", { path: "/rights" });
    paper = await print(visitor, agglomeration);
  });

  it("gives the study's figures, with their month, grid and convention on every sheet", () => {
    const text = readable(paper);
    expect(text).toMatch(/28 sites/);
    expect(text).toMatch(/4 ?300 logements/);
    expect(text).toMatch(/25 ?%/);
    expect(text).toMatch(/17 ?200/);
    for (const sheet of paper.sheets) {
      const words = sheet.replaceAll(/\s+/g, " ");
      expect(words).toMatch(/octobre 2026/);
      expect(words).toMatch(/grille de classification version 1/);
      expect(words).toContain(reference);
      expect(words).toMatch(/données inventées/);
    }
  });

  it("names every site of level 3 and 4 to whom it is granted", async () => {
    const text = readable(paper);
    const names = await visitor.page.locator(".report .sites-table tbody th").allTextContents();
    expect(names).toHaveLength(28);
    for (const name of names) expect(text).toContain(name.replaceAll(/\s+/g, " ").trim());
  });

  it("gives the share of levels 3 and 4 of every commune and district, as the graph does", async () => {
    const { territories } = await askGraph<{ territories: readonly Measured[] }>(
      visitor,
      "query ($month: Month!) { territories(month: $month) { name kind levels { level dwellings } } }",
      { month },
    );
    const within = territories.filter(
      ({ kind, levels }) =>
        ["COMMUNE", "PRIORITY_DISTRICT"].includes(kind) && dwellingsOf(levels, 0) > 0,
    );
    expect(within.length).toBeGreaterThan(10);
    const text = readable(paper);
    for (const { name, levels } of within) {
      const share = (100 * dwellingsOf(levels, 3)) / dwellingsOf(levels, 0);
      const written = String(Math.round(share * 10) / 10).replace(".", ",");
      expect(text).toMatch(new RegExp(`${name.replaceAll(/[()]/g, "\\$&")} ?${written} ?%`));
    }
  });

  it("is A4, and holds neither navigation nor an empty sheet", () => {
    expect(Math.abs(paper.widthMm - a4.widthMm)).toBeLessThan(1);
    expect(Math.abs(paper.heightMm - a4.heightMm)).toBeLessThan(1);
    expect(readable(paper)).not.toMatch(
      /Se déconnecter|Imprimer|Aller au contenu|Ce que je peux voir|Réessayer/,
    );
    for (const sheet of paper.sheets) expect(sheet.trim().length).toBeGreaterThan(150);
  });

  it("is the same document when the same month is printed again", async () => {
    const again = await print(visitor, agglomeration);
    expect(again.sheets).toEqual(paper.sheets);
    expect(visitor.record.problems).toEqual([]);
  });
});

it("holds a municipality's own territory and nothing beside it", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/rights" });
  const text = readable(await print(visitor, "77152"));
  expect(text).toContain("Dammarie-les-Lys");
  const others = ["Vaux-le-Pénil", "Le Mée-sur-Seine", "La Rochette", "Saint-Fargeau-Ponthierry"];
  for (const other of others) expect(text).not.toContain(other);
  expect(text).not.toMatch(/4 ?300|17 ?200/);
  await visitor.open(`/report/${agglomeration}?month=${month}`);
  await visitor.page
    .getByRole("heading", { name: "Introuvable, ou hors de vos territoires" })
    .waitFor();
});
