import type { Page } from "playwright-core";
import { faultsOf, resize, sizes } from "../access/look.js";
import { printed } from "../printed.js";
import { Visitor } from "../visitor.js";
import { expectFilesLikeTables, readTables } from "./page-tables.js";
import { becomesWhole, openWhole } from "./whole-page.js";

const hardSite = "/sites/lisiere%3ALL-1189";
const patrol = "/patrol/247700057";
const noFaults = { violations: [], sidewaysPx: 0, overHeader: [] };

let visitor: Visitor;
beforeAll(async () => {
  visitor = await Visitor.as("police-melun", { path: hardSite });
  await becomesWhole(visitor);
});

/** States a purpose by its name, where the page asks for one. */
async function statePurpose(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Indiquer une finalité et lire les faits" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(name, { exact: true }).click();
  await dialog.getByRole("button", { name: "Lire les faits" }).click();
  await page.locator(".purpose-ask").waitFor({ state: "detached" });
}

/** @throws Error where a cell has no number: two sums of nothing known would be alike. */
async function numbers(page: Page, cells: string): Promise<number[]> {
  const texts = await page.locator(cells).allInnerTexts();
  return texts.map((text) => {
    const number = Number(text.replaceAll(/\s/g, "") || Number.NaN);
    if (Number.isNaN(number)) throw new Error(`${cells} has no number: ${text}`);
    return number;
  });
}
const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0);

/** On a desk and on a phone, in both languages. */
async function expectGood({ page, record }: Visitor): Promise<void> {
  for (const switchTo of ["English", "Français"]) {
    for (const size of sizes) {
      await resize(page, size);
      expect(await faultsOf(page)).toEqual(noFaults);
    }
    await page.getByRole("button", { name: switchTo }).click();
    await record.settled();
  }
  const [desk] = sizes;
  await resize(page, desk);
}

it("counts by hour, day, place, month and family as many incidents as it lists on one page", async () => {
  const { page } = visitor;
  await statePurpose(page, "Enquête");
  await becomesWhole(visitor);
  const listed = await page.locator(".incident-table tbody tr").count();
  expect(listed).toBeGreaterThan(20);
  expect(sum(await numbers(page, ".times-table td:not(.pattern-total)"))).toBe(listed);
  expect(sum(await numbers(page, ".times-table td.pattern-total"))).toBe(listed);
  for (const index of [0, 1, 2]) {
    const table = `.pattern-tallies > :nth-child(${index + 1}) td`;
    expect(sum(await numbers(page, table))).toBe(listed);
  }
  await expectGood(visitor);
});

it("keeps period, family, order and choices in the address, by keyboard too", async () => {
  const { page } = visitor;
  const listed = await page.locator(".incident-table tbody tr").count();
  await page.getByRole("button", { name: "Gravité", exact: true }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/sort=severity/);
  await page.locator("th[aria-sort=descending]", { hasText: "Gravité" }).waitFor();
  const severities = await page.locator(".incident-table tbody td:nth-child(5)").allInnerTexts();
  const known = severities.map((text) => Number(text[0])).filter((each) => !Number.isNaN(each));
  expect(new Set(known).size).toBeGreaterThan(1);
  expect(known).toEqual(known.toSorted((a, b) => b - a));
  await openWhole(visitor, `${hardSite}?span=3&family=TRAFFICKING&band=NIGHT`);
  const rows = await page.locator(".incident-table tbody td:nth-child(3)").allInnerTexts();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.length).toBeLessThan(listed);
  expect(rows.every((text) => text.startsWith("nuit"))).toBe(true);
});

it("plans patrols for that purpose alone, over all sites of levels 3 and 4 together and one by one", async () => {
  const { page, record } = visitor;
  await openWhole(visitor, patrol);
  // Another purpose was stated: nothing is read for this page with it.
  await page.locator(".purpose-ask").waitFor();
  expect(record.answers.filter(({ query }) => query.includes("query Patrol"))).toEqual([]);
  await statePurpose(page, "Préparation des patrouilles");
  await becomesWhole(visitor);
  const together = sum(await numbers(page, ".times-table >> nth=0 >> td.pattern-total"));
  const bySite = await numbers(page, ".patrol-table tbody td.number");
  expect(bySite.length).toBe(28);
  expect(together).toBeGreaterThan(bySite.length);
  expect(sum(bySite)).toBe(together);
  const tables = await readTables(page);
  expect(tables.length).toBeGreaterThan(2);
  expectFilesLikeTables(tables, { Finalité: "Préparation des patrouilles" });
  // The plan on paper has each site's table, closed as they are on the screen.
  const { sheets } = await printed(page);
  const printedTables = sheets
    .join("\n")
    .replaceAll(/\s+/g, " ")
    .match(/Faits par tranche horaire/g);
  expect(printedTables?.length).toBe(1 + bySite.length);
  await expectGood(visitor);
  expect(record.problems).toEqual([]);
});
