import { isDeepStrictEqual } from "node:util";
import { dashboardDocumentsIn, pagesFolder, readDocuments } from "@palier/gateway/documents";
import { documentHash } from "@palier/schema";
import { inTurn } from "@palier/test-support";
import type { GraphAnswer } from "../graph-answer.js";
import { Visitor } from "../visitor.js";
import { type Catalogues, foreignTexts, readCatalogues } from "./catalogues.js";
import {
  darkFaultsOf,
  type Faults,
  faultsOf,
  firstFigure,
  phone,
  resize,
  sizes,
  stringsOn,
} from "./look.js";

const agglomeration = "247700057";
const noFaults: Faults = { violations: [], sidewaysPx: 0, overHeader: [] };

const pages = [
  ...["territory", "map", "patrol", "actions", "projection", "report", "access", "rights"],
  ...["site", "sheet", "compare"],
];
/** Each page is tried as one of both accounts, in turn. */
const accounts = 2;

/**
 * The rules of access take most of the time: each account tries them in either language in one of both windows. Dark
 * colours are tried where they are not, plain in French and with more contrast in English.
 */
const isWhole = process.env.PALIER_TURN === "whole";

let catalogues: Catalogues;
/** Hashes of what the build says that its pages ask. */
let shipped: ReadonlySet<string>;
beforeAll(async () => {
  catalogues = await readCatalogues();
  const documents = await readDocuments(dashboardDocumentsIn(pagesFolder(null)));
  shipped = new Set(documents?.map(({ hash }) => hash));
});

describe.each([
  ["police-melun", 0],
  ["coordination", 1],
] as const)("as %s", (account, place) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await Visitor.as(account, { path: `/map/${agglomeration}` });
  });

  it.each(inTurn(pages, accounts, place))(
    "keeps the rules of access and fits a phone, in French and English: %s",
    async (name) => {
      await visitor.open(await addressOf(visitor, name));
      await expectGood(visitor, (window) => isWhole || window % 2 === place);
      await resize(visitor.page, phone);
      // A plan of patrols asks for a purpose, a comparison for its sites first; rights are words, and counts of the access
      // log are not for the police.
      const isFigureless =
        ["patrol", "rights", "compare"].includes(name) ||
        `${account} ${name}` === "police-melun access";
      if (!isFigureless) expect(await firstFigure(visitor.page)).not.toBeNull();
      expect(await visitor.page.evaluate(() => document.documentElement.scrollWidth)).toBe(
        phone.width,
      );
      expect(visitor.record.answers.length).toBeGreaterThan(0);
    },
  );
});

it("keeps them where nobody is signed in", async () => {
  await expectGood(await Visitor.anonymous());
});

async function addressOf({ page }: Visitor, name: string): Promise<string> {
  if (name === "rights" || name === "access") return `/${name}`;
  if (!["site", "sheet", "compare"].includes(name)) return `/${name}/${agglomeration}`;
  await page.goto(new URL(`/map/${agglomeration}`, page.url()).href);
  const listed = page.locator("[data-site]");
  const first = await listed.first().getAttribute("data-site");
  if (name === "compare") {
    return `/compare?sites=${first},${await listed.nth(1).getAttribute("data-site")}`;
  }
  return `/sites/${encodeURIComponent(first ?? "")}${name === "sheet" ? "/sheet" : ""}`;
}

const languages = [
  { language: "fr", other: "en", switchTo: "English", contrast: "no-preference" },
  { language: "en", other: "fr", switchTo: "Français", contrast: "more" },
] as const;

/**
 * In both languages, on a desk and on a phone.
 *
 * @param isTried whether the rules of access are, in a window: even ones are French on a desk and English on a phone.
 */
async function expectGood(
  { page, record }: Visitor,
  isTried: (window: number) => boolean = () => true,
): Promise<void> {
  const found: unknown[] = [];
  for (const [at, { language, other, switchTo, contrast }] of languages.entries()) {
    for (const [window, size] of sizes.entries()) {
      await resize(page, size);
      const faults = await (isTried(at + window) ? faultsOf(page) : darkFaultsOf(page, contrast));
      if (!isDeepStrictEqual(faults, noFaults)) found.push({ language, ...size, ...faults });
    }
    const data = textsOfData(record.answers);
    const strings = (await stringsOn(page)).filter((string) => !data.has(string));
    const foreign = foreignTexts(strings, catalogues[language], catalogues[other]);
    const lang = await page.locator("html").getAttribute("lang");
    if (foreign.length > 0 || lang !== language) found.push({ language, lang, foreign });
    await page.getByRole("button", { name: switchTo }).click();
    await record.settled();
  }
  expect(found).toEqual([]);
  expect(record.problems).toEqual([]);
  // Or a partner who may ask registered operations only could not use the page.
  const unknown = record.answers.filter(({ query }) => !shipped.has(documentHash(query)));
  expect(unknown.map(({ query }) => query)).toEqual([]);
}

/** What landlords and the convention wrote: it stays in their language. */
function textsOfData(answers: readonly GraphAnswer[]): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const { text } of answers) {
    JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === "string") texts.add(value);
      return value;
    });
  }
  return texts;
}
