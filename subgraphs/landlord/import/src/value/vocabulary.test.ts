import { countCalls } from "../testing/count-calls.js";
import { vocabularyReader } from "./vocabulary.js";

const words = new Map(Array.from({ length: 1_000 }, (_, index) => [`Nuisance ${index}`, "NOISE"]));

function expectedOf(read: ReturnType<typeof vocabularyReader>, text: string): string {
  const reading = read(text);
  return reading.ok ? "" : reading.expected;
}

it("looks for near words for the first hundred unknown words, and lists some for the others", () => {
  const read = vocabularyReader("a nature of incident", words);
  const said = Array.from({ length: 300 }, (_, index) => expectedOf(read, `Nuisanse ${index}`));
  const near = said.filter((text) => text.includes("did you mean"));
  expect(near).toEqual(said.slice(0, 100));
  const some = Array.from({ length: 12 }, (_, index) => `Nuisance ${index}`).join(", ");
  expect(new Set(said.slice(100))).toEqual(new Set([`a nature of incident: ${some}, …`]));
});

it("folds the known words no more often for many unknown words than for few", () => {
  const folds = (unknown: number) => {
    const read = vocabularyReader("a nature of incident", words);
    return countCalls("toLowerCase", () => {
      for (let index = 0; index < unknown; index += 1) read(`Nuisanse ${index}`);
    });
  };
  expect(folds(1_000) - folds(200)).toBeLessThanOrEqual(2 * 800);
});

it("shows of long words what a message holds", () => {
  const read = vocabularyReader("a place", new Map([["x".repeat(5_000), "OTHER"]]));
  expect(expectedOf(read, "nowhere")).toBe(`a place: ${"x".repeat(79)}…`);
});
