import type { Page } from "playwright-core";
import { Visitor } from "../visitor.js";
import { placedSites, shownSites } from "./listed-sites.js";
import { viewAs } from "./view-as.js";
import { becomesWhole } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

it("shows the same page at the same address to each account, and says that data are invented", async () => {
  const path = "/map/77152?month=2026-03&landlord=lisiere";
  const visitor = await Visitor.as("coordination", { path });
  const { page, record } = visitor;
  await becomesWhole(visitor);
  const ofCoordination = await readPage(page);
  await viewAs(visitor, "police-melun", /^Police nationale/);
  const ofPolice = await readPage(page);
  await viewAs(visitor, "mairie-dammarie", /^Mairie de Dammarie-les-Lys/);
  const ofDammarie = await readPage(page);

  const banner = "Démonstration : bailleurs, partenaires, chiffres et faits sont inventés.";
  const everyTime = { address: path, banner, shown: ofCoordination.shown };
  expect([ofCoordination, ofPolice, ofDammarie]).toEqual([
    { ...everyTime, reader: expect.stringMatching(/^Coordination/), places: "none" },
    { ...everyTime, reader: expect.stringMatching(/^Police nationale/), places: "all" },
    { ...everyTime, reader: expect.stringMatching(/^Mairie de Dammarie/), places: "none" },
  ]);
  expect(ofCoordination.shown.length).toBeGreaterThan(0);
  expect(record.problems).toEqual([]);
});

interface ReadPage {
  readonly address: string;
  readonly banner: string;
  readonly reader: string;
  /** Sites in the list. */
  readonly shown: readonly (string | null)[];
  /** Of how many of them the map has the exact place. */
  readonly places: "all" | "some" | "none";
}

async function readPage(page: Page): Promise<ReadPage> {
  const { pathname, search } = new URL(page.url());
  const shown = await shownSites(page);
  const placed = await placedSites(page);
  return {
    address: `${pathname}${search}`,
    banner: await wordsOf(page.locator(".demonstration-banner")),
    reader: await wordsOf(page.locator("button.account")),
    shown,
    places: placed === 0 ? "none" : placed === shown.length ? "all" : "some",
  };
}
