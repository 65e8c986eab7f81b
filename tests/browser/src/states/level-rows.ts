import type { Page } from "playwright-core";

/** Sites and dwellings of a row of the territory's level table. */
export interface LevelRow {
  /** As written, e.g. `Niveau 4`. */
  readonly level: string;
  readonly sites: number;
  readonly dwellings: number;
}

/** The territory's levels as the page shows them, the row of totals last. */
export async function levelRows(page: Page): Promise<readonly LevelRow[]> {
  const table = page.locator("table.level-table");
  await table.waitFor();
  const rows = await table
    .locator("tbody tr, tfoot tr")
    .evaluateAll((found) =>
      found.map((row) => [...row.querySelectorAll("th, td")].map((cell) => cell.textContent ?? "")),
    );
  return rows.map(([level = "", sites = "", dwellings = ""]) => ({
    level: level.trim(),
    sites: numberIn(sites),
    dwellings: numberIn(dwellings),
  }));
}

function numberIn(text: string): number {
  return Number(text.replaceAll(/\D/g, ""));
}
