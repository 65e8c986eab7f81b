import { NotAnsweredError } from "./not-answered.js";
import { type ListPage, wholeList } from "./whole-list.js";

type Page = ListPage<number>;

const orme = { status: "UNREACHABLE", landlord: { slug: "orme", name: "Orme" } };
const unavailable = { message: "", extensions: { code: "LANDLORD_UNAVAILABLE", landlord: "orme" } };

function page(entries: readonly number[], next: string | null, changes: Partial<Page> = {}): Page {
  return { entries, next, totalCount: 4, missing: [], errors: [], ...changes };
}

const toldToWait = new NotAnsweredError({
  status: 429,
  headers: { "retry-after": "7" },
  errors: [{ message: "", extensions: { code: "RATE_LIMITED" } }],
});

/** Reads a list whose pages come so, one an answer. */
async function read(answers: readonly (Page | Error)[]) {
  const asked: (string | null)[] = [];
  const pauses: number[] = [];
  const given: number[] = [];
  const waiting = [...answers];
  const pages = wholeList(
    async (after) => {
      asked.push(after);
      const answer = waiting.shift();
      if (answer === undefined) throw new Error("asked too often");
      if (answer instanceof Error) throw answer;
      return answer;
    },
    async (milliseconds) => pauses.push(milliseconds),
  );
  let problem: unknown = null;
  try {
    for await (const { entries } of pages) given.push(...entries);
  } catch (error) {
    problem = error instanceof Error ? error.name : error;
  }
  return { asked, pauses, given, problem };
}

it("gives every page, asked for by where the one before ended", async () => {
  expect(await read([page([1, 2], "b"), page([3], "c"), page([4], null)])).toEqual({
    asked: [null, "b", "c"],
    pauses: [],
    given: [1, 2, 3, 4],
    problem: null,
  });
});

it("gives one page of an empty list", async () => {
  const { given, problem } = await read([page([], null, { totalCount: 0 })]);
  expect([given, problem]).toEqual([[], null]);
});

it("waits as long as it is told to, once it has given something", async () => {
  expect(await read([page([1, 2], "b"), toldToWait, toldToWait, page([3, 4], null)])).toEqual({
    asked: [null, "b", "b", "b"],
    pauses: [7_000, 7_000],
    given: [1, 2, 3, 4],
    problem: null,
  });
});

it("hands on what refuses its first page", async () => {
  const { pauses, given, problem } = await read([toldToWait]);
  expect([pauses, given, problem]).toEqual([[], [], "NotAnsweredError"]);
});

it("asks again for a page that lacks a landlord which the first one had", async () => {
  const lacking = page([3], null, { missing: [orme], totalCount: 3 });
  expect(await read([page([1, 2], "b"), lacking, page([3, 4], null)])).toMatchObject({
    asked: [null, "b", "b"],
    given: [1, 2, 3, 4],
    problem: null,
  });
});

it.each<[string, Page]>([
  ["goes on lacking a landlord", page([3], null, { missing: [orme] })],
  ["is of another list", page([3, 4, 5], null, { totalCount: 5 })],
])("breaks off when a page %s", async (_what, other) => {
  expect(await read([page([1, 2], "b"), other, other, other])).toEqual({
    asked: [null, "b", "b", "b"],
    pauses: [1_000, 1_000],
    given: [1, 2],
    problem: "ListChangedError",
  });
});

it("breaks off when a landlord comes back of whom the pages before had nothing", async () => {
  const without = { missing: [orme] };
  const { given, problem } = await read([
    page([1, 2], "b", without),
    ...Array.from({ length: 3 }, () => page([3, 4], null)),
  ]);
  expect([given, problem]).toEqual([[1, 2], "ListChangedError"]);
});

it.each<[string, readonly Page[], readonly number[]]>([
  ["fewer entries than it counts", [page([1, 2], "b"), page([3], null)], [1, 2]],
  ["more entries than it counts", [page([1, 2, 3], "b"), page([4, 5], null)], [1, 2, 3]],
  ["a page of nothing that is not its last", [page([], "b")], []],
])("breaks off before the end of a list with %s", async (_what, pages, given) => {
  expect(await read(pages)).toMatchObject({ given, problem: "ListChangedError" });
});

it("asks again where a field of the page could not be told, and takes what comes in the end", async () => {
  const lacking = page([1, 2, 3, 4], null, { errors: [unavailable] });
  expect(await read([lacking, lacking, lacking])).toMatchObject({
    asked: [null, null, null],
    given: [1, 2, 3, 4],
    problem: null,
  });
  const forGood = page([1, 2, 3, 4], null, {
    errors: [{ message: "", extensions: { code: "FORBIDDEN" } }],
  });
  expect((await read([forGood])).asked).toEqual([null]);
});
