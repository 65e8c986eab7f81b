import { type EntityFetch, QuestionsOfAStep } from "./questions-of-a-step.js";

const operation = {};
let asked: EntityFetch[];
let questions: QuestionsOfAStep;
beforeEach(() => {
  asked = [];
  questions = new QuestionsOfAStep();
});

const entities = (selections: string) =>
  `query($representations:[_Any!]!){_entities(representations:$representations){${selections}}}`;
const of = (type: string, ...ids: string[]) => ids.map((id) => ({ __typename: type, id }));

function fetchOf(selections: string, ...representations: ReturnType<typeof of>[]): EntityFetch {
  const all = representations.flat();
  return { query: entities(selections), representations: all, largestAnswer: undefined };
}

const tallies = fetchOf("...on Tally{status levels{level sites}}", of("Tally", "a", "b"));
const page = fetchOf("...on Page{status sites{id}}", of("Page", "c"));

/** Answers each entity with its type and id. */
async function answer(fetch: EntityFetch): Promise<unknown> {
  asked.push(fetch);
  return { data: { _entities: fetch.representations.map((each) => ({ ...each })) } };
}

function askAll(fetches: readonly EntityFetch[], ask = answer, asker: object = operation) {
  return Promise.all(
    fetches.map((fetch) =>
      questions.ask(fetch, asker, { alone: () => ask(fetch), joined: (all) => ask(all) }),
    ),
  );
}

const whole = ({ representations }: EntityFetch) => ({ data: { _entities: representations } });

it("asks as one what an operation asks in one step, and gives each its own", async () => {
  expect(await askAll([tallies, page])).toEqual([whole(tallies), whole(page)]);
  expect(asked).toEqual([
    {
      query: entities("...on Tally{status levels{level sites}}...on Page{status sites{id}}"),
      representations: [...tallies.representations, ...page.representations],
      largestAnswer: undefined,
    },
  ]);
});

it.each<[string, EntityFetch]>([
  ["asks more of the same type", fetchOf("...on Tally{since}", of("Tally", "d"))],
  ["calls something else the same", fetchOf("...on Page{status:state}", of("Page", "c"))],
  [
    "asks something else of what is called the same",
    fetchOf("...on Page{status levels{id}}", of("Page", "c")),
  ],
  ["asks by an interface", fetchOf("...on Node{id}", of("Page", "c"))],
  ["may be answered at another length", { ...page, largestAnswer: 1_000 }],
])("leaves alone what %s", async (_, other) => {
  expect(await askAll([tallies, other])).toEqual([whole(tallies), whole(other)]);
  expect(new Set(asked)).toEqual(new Set([tallies, other]));
});

it.each([
  "query($representations:[_Any!]!,$more:Boolean!){_entities(representations:$representations){...on Page{status @include(if:$more)}}}",
  "query($representations:[_Any!]!){_entities(representations:$representations){...on Page{status}} now}",
  "query Named($representations:[_Any!]!){_entities(representations:$representations){...on Page{status}}}",
  "query($representations:[_Any!]!){_entities(representations:$representations){__typename}}",
])("leaves alone what is more than entities: %s", async (query) => {
  const other = { ...page, query };
  await askAll([tallies, other]);
  expect(new Set(asked)).toEqual(new Set([tallies, other]));
});

it("never joins questions of two operations", async () => {
  await Promise.all([askAll([tallies]), askAll([page], answer, {})]);
  expect(new Set(asked)).toEqual(new Set([tallies, page]));
});

it.each<[string, () => Promise<unknown>]>([
  ["has errors", async () => ({ data: { _entities: [1, 2, 3] }, errors: [{ message: "no" }] })],
  ["lacks an entity", async () => ({ data: { _entities: [1, 2] } })],
  ["is none", () => Promise.reject(new Error("hung"))],
])("asks each by itself when the answer to all %s", async (_, joined) => {
  const ask = (fetch: EntityFetch) => {
    if (fetch.representations.length === 3) return joined();
    return answer(fetch);
  };
  expect(await askAll([tallies, page], ask)).toEqual([whole(tallies), whole(page)]);
  expect(asked).toEqual([tallies, page]);
});
