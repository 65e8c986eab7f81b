import { type EntityFetch, QuestionsOfAStep } from "./questions-of-a-step.js";
import { type AskedAlong, askedAlong } from "./rows-along.js";

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
  return {
    query: entities(selections),
    representations: all,
    variables: {},
    largestAnswer: undefined,
  };
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
      questions.ask(fetch, asker, {
        alone: () => ask(fetch),
        joined: (all) => ask(all),
        along: null,
        came: () => undefined,
      }),
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
      variables: {},
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
  "query($representations:[_Any!]!,$more:Boolean!){_entities(representations:$representations){...on Page@include(if:$more){status}}}",
  "query($representations:[_Any!]!){_entities(representations:$representations){...on Page{...all}}} fragment all on Page{status}",
  "query($representations:[_Any!]!){_entities(representations:$representations){...on Page{status}} now}",
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

it("joins questions of a named operation and those with variables, each with its value", async () => {
  const named = {
    ...tallies,
    query: `query List__lisiere__1($representations:[_Any!]!$to:Month){_entities(representations:$representations){...on Tally{levels(to:$to)}}}`,
    variables: { to: "2026-10" },
  };
  await askAll([named, page]);
  expect(asked).toEqual([
    {
      query:
        "query List__lisiere__1($representations:[_Any!]!$to:Month){_entities(representations:$representations){...on Tally{levels(to:$to)}...on Page{status sites{id}}}}",
      representations: [...tallies.representations, ...page.representations],
      variables: { to: "2026-10" },
      largestAnswer: undefined,
    },
  ]);
});

describe("what is asked later of a page's sites", () => {
  const pageId = "lisiere:77288:2026-10:34:50:";
  const ofPage = fetchOf("...on LisiereSitePage{status sites{id}}", of("LisiereSitePage", pageId));
  const later = {
    query:
      "query($representations:[_Any!]!$month:Month){_entities(representations:$representations){...on LisiereSite{name classification(month:$month){since}}}}",
    variables: { month: "2026-10" },
  };
  const coordinates = new Set(["LisiereSite.name", "LisiereSite.classification"]);
  const terms = {
    landlord: "lisiere",
    later,
    operation: { coordinates },
    lists: 6,
    pages: ofPage.representations,
    reader: { isShownFreely: () => true },
  };
  const along = (changed: object = {}): AskedAlong | null => {
    const document = questions.documents.read(later.query);
    return askedAlong({ ...terms, document, ...changed });
  };
  let came: unknown[];
  beforeEach(() => {
    came = [];
  });

  async function askPage(body: unknown): Promise<unknown> {
    return questions.ask(ofPage, operation, {
      alone: () => answer(ofPage),
      joined: async (all) => {
        asked.push(all);
        return body;
      },
      along: along(),
      came: (_, sites) => came.push(sites && [...sites]),
    });
  }

  const site = { id: "lisiere:A", name: "Les Lilas", classification: null };
  const given = {
    status: "ANSWERED",
    sites: [{ id: site.id }],
    nodes: [site, null, { name: "x" }],
  };

  it("is asked with the page, and what came is known by its id", async () => {
    const body = { data: { _entities: [given] } };
    expect(await askPage(body)).toEqual(body);
    expect(came).toEqual([[[site.id, site]]]);
    expect(asked.map(({ query, variables }) => ({ query, variables }))).toEqual([
      {
        query:
          "query($representations:[_Any!]!$month:Month){_entities(representations:$representations){...on LisiereSitePage{status sites{id}}...on LisiereSitePage{nodes(first:51){...on LisiereSite{name classification(month:$month){since} id}}}}}",
        variables: { month: "2026-10" },
      },
    ]);
  });

  it("is left to itself when it errs, and the page stands", async () => {
    const errors = [{ message: "no", path: ["_entities", 0, "nodes", 0, "name"] }];
    const body = { data: { _entities: [given] }, errors };
    expect(await askPage(body)).toEqual({ data: { _entities: [given] } });
    expect(came).toEqual([null]);
    expect(asked).toHaveLength(1);
  });

  it("takes nothing of an answer whose page errs, which is asked for by itself", async () => {
    const errors = [{ message: "no", path: ["_entities", 0, "status"] }];
    expect(await askPage({ data: { _entities: [given] }, errors })).toEqual(whole(ofPage));
    expect(came).toEqual([null]);
    expect(asked.slice(1)).toEqual([ofPage]);
  });

  it.each([
    [1, 51],
    [10, 50],
    [100, 5],
    [1_000, 1],
  ])(
    "is asked of so many sites that %s landlords give ten times what is shown at most",
    (lists, first) => {
      expect(along({ lists })?.text).toContain(`nodes(first:${first})`);
    },
  );

  it.each<[string, object]>([
    [
      "is counted for each site",
      { operation: { coordinates: new Set(["LisiereSite.incidentCounts"]) } },
    ],
    ["is of gates", { operation: { coordinates: new Set(["Classification.gates"]) } }],
    ["is another landlord's", { landlord: "val-de-brie" }],
    ["is of no page", { pages: tallies.representations }],
    ["needs a purpose", { reader: { isShownFreely: (each: string) => !each.endsWith(".name") } }],
  ])("is never asked along where it %s", (_, changed) => {
    expect(along(changed)).toBeNull();
  });

  it("is never asked along where it calls something else the id", () => {
    const document = questions.documents.read(entities("...on LisiereSite{id:name}"));
    expect(along({ document })).toBeNull();
  });
});
