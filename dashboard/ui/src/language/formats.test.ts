import { english as englishLanguage } from "./english";
import { formatsOf } from "./formats";
import { french as frenchLanguage } from "./french";

const french = formatsOf(frenchLanguage);
const english = formatsOf(englishLanguage);

/** Without the kinds of space that languages put between digits and signs. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

it("writes numbers, shares and their changes as each language does", () => {
  expect([french.number(17_200), french.share(0.25), french.share(0.0779)].map(plain)).toEqual([
    "17 200",
    "25 %",
    "7,8 %",
  ]);
  expect([english.number(17_200), english.share(0.0779)]).toEqual(["17,200", "7.8%"]);
  expect([french.change(3), french.change(-6), french.change(0)]).toEqual(["+3", "\u22126", "0"]);
  expect(french.points(-0.012)).toBe("\u22121,2 pt");
});

it("writes months and days, the first of a month as French does", () => {
  expect([french.month("2026-10"), french.shortMonth("2026-10")]).toEqual([
    "octobre 2026",
    "oct. 2026",
  ]);
  expect([french.day("2026-08-01"), french.day("2026-08-11")]).toEqual([
    "1er août 2026",
    "11 août 2026",
  ]);
  expect(english.day("2026-08-01")).toBe("1 August 2026");
});
