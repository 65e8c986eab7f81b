import { countCalls } from "../testing/count-calls.js";
import { NearNames } from "./near-names.js";

function names(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `Résidence ${index}`);
}

it("names what is near, nearest first, and nothing that is far", () => {
  const near = new NearNames(["RES-099", "RES-013", "RES-012B", "AUTRE"]);
  expect(near.didYouMean("RES-012")).toBe(' (did you mean "RES-012B" or "RES-013"?)');
  expect(new NearNames(["Les Tilleuls", "Le Parc"]).didYouMean("x")).toBe("");
});

it.each([
  ["moulim", "moulin"],
  ["oulin", "moulin"],
  ["mmoulin", "moulin"],
  ["ABCDEFGHijkl", "xyzABCDEFGHijkl"],
  ["ABCDEFGHijkl", "ABCDEFGHijklxyz"],
])("takes %s for a misspelling of %s", (text, name) => {
  expect(new NearNames([name]).didYouMean(text)).toBe(` (did you mean "${name}"?)`);
});

it.each([
  ["moulibb", "moulin"],
  ["ABCDEFGHijkl", "wxyzABCDEFGHijkl"],
  ["", "a"],
])("does not take %j for a misspelling of %s", (text, name) => {
  expect(new NearNames([name]).didYouMean(text)).toBe("");
});

it("folds each known name once, however many texts are asked about", () => {
  const near = new NearNames(names(500));
  const texts = Array.from({ length: 300 }, (_, index) => `Résidense ${index}`);
  const folds = countCalls("toLowerCase", () => {
    for (const text of texts) near.didYouMean(text);
  });
  expect(folds).toBe(500 + 300);
});

it("answers the first hundred different texts, as often as they come, and no others", () => {
  const near = new NearNames(names(500));
  const answered = () =>
    Array.from({ length: 300 }, (_, index) => near.didYouMean(`Résidense ${index}`)).flatMap(
      (answer, index) => (answer === "" ? [] : [index]),
    );
  const first = Array.from({ length: 100 }, (_, index) => index);
  expect(answered()).toEqual(first);
  expect(answered()).toEqual(first);
});

it("shows no more of a long name than a message holds", () => {
  const name = "a".repeat(85);
  expect(new NearNames([name]).didYouMean(name)).toBe(` (did you mean "${"a".repeat(79)}…"?)`);
});
