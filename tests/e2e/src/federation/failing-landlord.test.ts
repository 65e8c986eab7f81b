import { jest } from "@jest/globals";
import { breakage, hang, nonsense, reset } from "./faults.js";
import { type Fault, sendJson } from "./faulty-front.js";
import { levelsOf, orderedIds, type TerritoryAnswer, territoryQuery } from "./figures.js";
import { agglomeration } from "./small-convention.js";
import { type SmallPlatform, sitesIn, startSmallPlatform } from "./small-platform.js";

/** Well above what an answer takes on a busy machine. */
const timeoutMs = 3_000;

let platform: SmallPlatform;

beforeAll(async () => {
  platform = await startSmallPlatform(timeoutMs);
});

afterEach(() => setFault(null));

afterAll(() => platform.stop());

const others = ["val-de-brie", "orme"];
const unavailable = {
  code: "LANDLORD_UNAVAILABLE",
  landlord: "lisiere",
  fr: "Le bailleur lisiere a répondu par une erreur",
};

function setFault(fault: Fault | null): void {
  const front = platform.fronts.get("lisiere");
  if (front) front.fault = fault;
}

/** Asks for the agglomeration while `lisiere` fails; checks that the rest is right. */
async function expectTheRest(status: string): Promise<void> {
  const { data, errors, raw, extensions } = await platform.ask(territoryQuery, {
    code: agglomeration,
  });
  const { territory } = data as unknown as TerritoryAnswer;
  const counted = sitesIn(agglomeration, others);
  expect(territory.coverage).toMatchObject({ landlordsAnswered: 2, dwellingsKnown: 320 });
  expect(territory.coverage.landlords[0]).toEqual({
    landlord: { slug: "lisiere" },
    status,
    expectedDwellings: 380,
    dwellings: null,
  });
  expect(territory.levels).toEqual(levelsOf(counted));
  expect(territory.sites.totalCount).toBe(counted.length);
  expect(territory.sites.edges.map(({ node }) => node.id)).toEqual(orderedIds(counted));
  expect(territory.sites.edges.every(({ node }) => node.name.startsWith("Résidence"))).toBe(true);
  expect(errors).toBeUndefined();
  // What only classification can see is said in coverage alone.
  if (extensions !== undefined) {
    expect(extensions).toEqual({ landlords: [{ landlord: "lisiere", status }] });
  }
  expectNoInternals(raw);
}

function expectNoInternals(raw: string): void {
  expect(raw).not.toMatch(/127\.0\.0\.1|10\.0\.0\.1|https?:|ECONN|stack|\.[jt]s\b|serviceName/);
}

it.each(Object.entries(nonsense))(
  "counts the others when a landlord answers %s",
  async (_what, fault) => {
    setFault(fault);
    await expectTheRest("INVALID_ANSWER");
  },
);

it.each(Object.entries(breakage))(
  "counts the others when a landlord answers %s",
  async (_what, fault) => {
    setFault(fault);
    await expectTheRest("FAILED");
  },
);

it("counts the others when a landlord breaks every connection", async () => {
  setFault(reset);
  await expectTheRest("UNREACHABLE");
});

it("names in every list the landlord that it lacks, and why", async () => {
  setFault(reset);
  const lack = "missing { landlord { slug name } status }";
  const { data, errors } = await platform.ask(`{ territory(code: "${agglomeration}") {
    sites { totalCount ${lack} } actions { totalCount counts { actions } ${lack} } } }`);
  expect(errors).toBeUndefined();
  const lisiere = { landlord: expect.objectContaining({ slug: "lisiere" }), status: "UNREACHABLE" };
  const tardif = {
    landlord: expect.objectContaining({ slug: "tardif" }),
    status: "MONTH_NOT_CLOSED",
  };
  expect(data).toEqual({
    territory: {
      sites: { totalCount: 5, missing: [lisiere, tardif] },
      // The plan waits for no month to be closed.
      actions: { totalCount: 0, counts: [], missing: [lisiere] },
    },
  });
});

it("keeps no more of a landlord's page than a page can hold, so that the other lists go on", async () => {
  const text = "x".repeat(1_500_000);
  const actions = ["1", "2", "3"].map((id) => {
    return { site: "lisiere:A", id, axis: 1, title: text, status: "PLANNED", dueDate: null };
  });
  setFault(async (response, { query }, answer) => {
    const { data } = JSON.parse(await answer()) as { data: { _entities: object[] } };
    const filling = query.includes("LisiereActionPage")
      ? { actions: actions.map((each) => ({ ...each, responsibleParty: null })) }
      : { sites: actions.map(() => ({ id: `lisiere:${text}`, level: 4, dwellings: 1 })) };
    const entities = data._entities.map((entity) => ({ ...entity, ...filling }));
    sendJson(response, JSON.stringify({ data: { _entities: entities } }));
  });
  const { data, errors } = await platform.ask(`{ territory(code: "${agglomeration}") {
    sites { totalCount missing { status } } actions { missing { landlord { slug } status } } } }`);
  expect(errors).toBeUndefined();
  expect(data).toMatchObject({
    territory: {
      sites: {
        totalCount: sitesIn(agglomeration, others).length,
        missing: [{ status: "INVALID_ANSWER" }, { status: "MONTH_NOT_CLOSED" }],
      },
      actions: { missing: [{ landlord: { slug: "lisiere" }, status: "INVALID_ANSWER" }] },
    },
  });
});

it("leaves out the sites of other landlords that a landlord names as its own", async () => {
  setFault(async (response, _asked, answer) => {
    sendJson(response, (await answer()).replaceAll("lisiere:A", "val-de-brie:A"));
  });
  const { data, raw } = await platform.ask(territoryQuery, { code: agglomeration });
  const { territory } = data as unknown as TerritoryAnswer;
  expect(territory.sites.edges.map(({ node }) => node.id)).toEqual(
    orderedIds(sitesIn(agglomeration, others)),
  );
  expectNoInternals(raw);
});

it("shows a site without its landlord's fields when that fails in between, and says so once", async () => {
  setFault(async (response, { query }, answer) => {
    if (query.includes("LisiereSite{")) response.writeHead(500).end();
    else sendJson(response, await answer());
  });
  const { data, errors, raw } = await platform.ask(`{
    territory(code: "${agglomeration}") { sites(landlord: "lisiere") { edges { level node { id name } } } }
  }`);
  expect(data).toEqual({
    territory: {
      sites: {
        edges: [
          { level: 4, node: { id: "lisiere:A", name: null } },
          { level: 2, node: { id: "lisiere:C", name: null } },
          { level: 1, node: { id: "lisiere:B", name: null } },
        ],
      },
    },
  });
  expect(errors).toEqual([
    {
      message: "The landlord lisiere answered with an error",
      path: ["territory", "sites", "edges"],
      extensions: unavailable,
    },
  ]);
  expectNoInternals(raw);
});

it("answers null and one masked error for a site whose landlord breaks", async () => {
  setFault(breakage["errors only"] ?? null);
  const { data, errors, raw } = await platform.ask('{ mine: site(id: "lisiere:A") { name } }');
  expect(data).toEqual({ mine: null });
  expect(errors).toEqual([
    {
      message: "The landlord lisiere answered with an error",
      path: ["mine"],
      extensions: unavailable,
    },
  ]);
  expectNoInternals(raw);
});

it("waits for a landlord that hangs no longer than the timeout, then leaves it alone for a while", async () => {
  setFault(hang);
  for (let query = 0; query < 3; query += 1) {
    const before = performance.now();
    await expectTheRest("TIMED_OUT");
    const elapsedMs = performance.now() - before;
    expect(elapsedMs).toBeGreaterThanOrEqual(timeoutMs - 50);
    expect(elapsedMs).toBeLessThan(timeoutMs * 2);
  }
  const before = performance.now();
  await expectTheRest("UNREACHABLE");
  expect(performance.now() - before).toBeLessThan(timeoutMs);
});

it("counts the others, and is not ready, when a landlord does not listen", async () => {
  const ready = new URL("/health/ready", platform.url);
  const front = platform.fronts.get("orme");
  await front?.stop();
  const { data, raw } = await platform.ask(territoryQuery, { code: agglomeration });
  const { territory } = data as unknown as TerritoryAnswer;
  expect(territory.coverage.landlords[2]).toMatchObject({
    landlord: { slug: "orme" },
    status: "UNREACHABLE",
  });
  expectNoInternals(raw);
  const response = await fetch(ready);
  expect([response.status, await response.json()]).toEqual([
    503,
    {
      status: "not ready",
      subgraphs: {
        convention: "ready",
        classification: "ready",
        lisiere: "ready",
        "val-de-brie": "ready",
        orme: "not ready",
        tardif: "ready",
      },
    },
  ]);
});

it("counts the others when a landlord's database is gone", async () => {
  // The landlord's own log says it.
  const log = jest.spyOn(console, "error").mockImplementation(() => undefined);
  await platform.landlords.get("val-de-brie")?.close();
  const { data, errors, raw } = await platform.ask(territoryQuery, { code: agglomeration });
  const { territory } = data as unknown as TerritoryAnswer;
  expect(territory.coverage.landlords[1]).toMatchObject({
    landlord: { slug: "val-de-brie" },
    status: "FAILED",
  });
  expect(errors).toBeUndefined();
  expectNoInternals(raw);
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});
