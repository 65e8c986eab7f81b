import { inTurn } from "@palier/test-support";
import type { Page } from "playwright-core";
import { openWhole } from "../pages/whole-page.js";
import { type Printed, printed } from "../printed.js";
import { Visitor } from "../visitor.js";

const agglomeration = "247700057";
const a4 = { widthMm: 210, heightMm: 297 };
/** Less than any margin of ours. */
const marginMm = 8;
/** A heading and a line or two: less is a sheet for nothing. */
const leastOnSheet = 150;

const pages = [
  `/territory/${agglomeration}`,
  `/map/${agglomeration}?levels=3,4`,
  "/sites/lisiere%3ALL-1189",
  "/sites/lisiere%3ALL-1189/sheet",
  `/actions/${agglomeration}?status=open`,
  "/rights",
  "/access",
];

/** Each page is printed by one of both, in turn. */
const accounts = [
  ["police-melun", 0],
  ["coordination", 1],
] as const;

describe.each(accounts)("on paper, for %s", (account, place) => {
  let visitor: Visitor;
  beforeAll(async () => {
    visitor = await Visitor.as(account, { path: "/rights" });
  });

  it.each(inTurn(pages, accounts.length, place))(
    "has every figure of the page, none cut, and no near-empty sheet: %s",
    async (path) => {
      await openWhole(visitor, path);
      const shown = await figuresOn(visitor.page);
      expect(shown.length).toBeGreaterThan(0);
      const paper = await printed(visitor.page);
      expect(Math.abs(paper.widthMm - a4.widthMm)).toBeLessThan(1);
      expect(Math.abs(paper.heightMm - a4.heightMm)).toBeLessThan(1);
      expect(missingFrom(paper, shown)).toEqual([]);
      expect(paper.textFromMm).toBeGreaterThan(marginMm);
      expect(paper.textToMm).toBeLessThan(a4.widthMm - marginMm);
      for (const sheet of paper.sheets) expect(sheet.trim().length).toBeGreaterThan(leastOnSheet);
      expect(visitor.record.problems).toEqual([]);
    },
  );
});

/** Numbers as they stand on the page when it is printed, one for each time; drawings draw theirs anew for paper. */
async function figuresOn(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: "print" });
  const texts = await page.evaluate(() => {
    const found: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() !== null) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement === null || parentElement.closest(".only-heard, svg, .live-map")) continue;
      if (parentElement.checkVisibility()) found.push(textContent ?? "");
    }
    return found;
  });
  await page.emulateMedia({ media: null });
  return texts.flatMap((text) => numbersIn(text));
}

function numbersIn(text: string): readonly string[] {
  return text.replaceAll(/(?<=\d)[\s\u202f\u00a0](?=\d{3}\b)/g, "").match(/\d+/g) ?? [];
}

/** Numbers that stand on the page more often than on paper. */
function missingFrom({ sheets, pieces }: Printed, shown: readonly string[]): readonly string[] {
  const [whole, apart] = [timesOf(sheets), timesOf(pieces)];
  // A number may be drawn in two pieces, and two numbers side by side without a space between them.
  const timesOnPaper = (number: string) => Math.max(whole.get(number) ?? 0, apart.get(number) ?? 0);
  const onPage = timesOf(shown);
  return [...onPage].flatMap(([number, times]) => (times > timesOnPaper(number) ? [number] : []));
}

function timesOf(texts: readonly string[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const number of texts.flatMap(numbersIn)) times.set(number, (times.get(number) ?? 0) + 1);
  return times;
}
