import type { Page } from "playwright-core";
import type { GraphAnswer } from "../graph-answer.js";
import { Visitor } from "../visitor.js";
import { sitesIn } from "./answer-objects.js";
import { placedSites } from "./listed-sites.js";
import { type Blocks, readBlocks } from "./page-blocks.js";
import { type PageTable, readTables } from "./page-tables.js";
import { openWhole } from "./whole-page.js";
import { wordsOf } from "./words-of.js";

/** What an account found on every page, and all that travelled. */
export interface Visit {
  readonly territory: Blocks;
  readonly map: Blocks;
  /** How many sites the map marks, and how it says where. */
  readonly marks: Marks;
  /** Page of a site at level 4. */
  readonly hardSite: Blocks;
  /** Page of a site at level 1. */
  readonly quietSite: Blocks;
  readonly actions: Blocks;
  readonly rights: Blocks;
  /** Word by rule, as the page says it. */
  readonly verdicts: Readonly<Record<string, string>>;
  readonly report: Blocks;
  /** Tables of all pages but the report, with their files. */
  readonly tables: readonly PageTable[];
  readonly answers: readonly GraphAnswer[];
  readonly problems: readonly string[];
  readonly elsewhere: readonly string[];
}

export interface Marks {
  readonly atTheirPlace: number;
  readonly inCommunes: number;
  readonly nowhere: number;
  readonly accuracy: string;
  /** How it says whose place is not shown; null where all are. */
  readonly withheld: string | null;
}

/** Walks through all pages, from where the dashboard begins for the account. */
export async function visitAs(account: string): Promise<Visit> {
  const visitor = await Visitor.as(account);
  const { page, record } = visitor;
  const tables: PageTable[] = [];
  const blocksAt = async (path: string) => {
    await openWhole(visitor, path);
    // The report is made for paper.
    if (!path.startsWith("/report/")) tables.push(...(await readTables(page)));
    return readBlocks(page);
  };
  const territory = await blocksAt("/");
  const code = new URL(page.url()).pathname.split("/").at(-1);
  const map = await blocksAt(`/map/${code}`);
  const marks = await readMarks(page);
  const sites = sitesIn(record.answers);
  const pathOf = (level: number) => `/sites/${sites.find((site) => site.level === level)?.id}`;
  const visit = {
    territory,
    map,
    marks,
    hardSite: await blocksAt(pathOf(4)),
    quietSite: await blocksAt(pathOf(1)),
    actions: await blocksAt(`/actions/${code}`),
    rights: await blocksAt("/rights"),
    verdicts: await readVerdicts(page),
    report: await blocksAt(`/report/${code}`),
    tables,
    answers: [...record.answers],
    problems: [...record.problems],
    elsewhere: [...record.elsewhere],
  };
  await visitor.leave();
  return visit;
}

async function readMarks(page: Page): Promise<Marks> {
  const frame = page.locator(".map-and-list-frame");
  const withheld = page.locator(".map-notes p", { hasText: "ne vous communique que" });
  return {
    atTheirPlace: await placedSites(page),
    inCommunes: Number(await frame.getAttribute("data-in-communes")),
    nowhere: Number(await frame.getAttribute("data-unplaced")),
    accuracy: await wordsOf(page.locator(".map-notes p").first()),
    withheld: (await withheld.count()) === 0 ? null : await wordsOf(withheld),
  };
}

async function readVerdicts(page: Page): Promise<Readonly<Record<string, string>>> {
  const verdicts = await page.locator(".matrix-term").evaluateAll((terms) =>
    terms.map((term): [string, string] => {
      const textOf = (selector: string) => term.querySelector(selector)?.textContent ?? "";
      return [textOf("h3"), textOf(".verdict").slice(1)];
    }),
  );
  return Object.fromEntries(verdicts);
}
