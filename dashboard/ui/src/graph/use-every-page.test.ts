import { everyPageOfEach, mostPages } from "./use-every-page";

/** Lists by their number of pages; each page says which it is. */
async function read(pages: number, after: string | null) {
  const at = Number(after ?? 0);
  const next = { hasNextPage: at + 1 < pages, endCursor: String(at + 1) };
  return { data: { pages, at, next }, errors: [] };
}

const pagesOf = async (...lists: number[]) =>
  (await everyPageOfEach(lists, read, ({ next }) => next)).data;

it("reads every page of every list, in their order", async () => {
  const found = await pagesOf(2, 1, 3);
  expect(found.map(({ pages, at }) => `${at + 1}/${pages}`)).toEqual([
    ...["1/2", "2/2"],
    ...["1/1"],
    ...["1/3", "2/3", "3/3"],
  ]);
});

it("ends a list that never ends, and begins those behind it, so that each tells whether it is cut", async () => {
  const found = await pagesOf(Number.POSITIVE_INFINITY, 2, 1);
  expect(found).toHaveLength(mostPages + 2);
  const last = new Map(found.map(({ pages, next }) => [pages, next.hasNextPage]));
  expect([...last]).toEqual([
    [Number.POSITIVE_INFINITY, true],
    [2, true],
    [1, false],
  ]);
});
