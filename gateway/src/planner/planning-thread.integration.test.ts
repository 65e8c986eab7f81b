import { operationFromDocument, Supergraph } from "@apollo/federation-internals";
import { QueryPlanner } from "@apollo/query-planner";
import { parse } from "graphql";
import { twoLandlords } from "../testing/asked-subgraph.fixture.js";
import { PlanningEndedError, PlanningThread } from "./planning-thread.js";

const supergraph = Supergraph.build(twoLandlords.sdl);
const here = new QueryPlanner(supergraph);

function planHere(text: string, operationName: string | null): unknown {
  const options = operationName === null ? {} : { operationName };
  const operation = operationFromDocument(supergraph.apiSchema(), parse(text), options);
  return JSON.parse(JSON.stringify(here.buildQueryPlan(operation)));
}

const figures = "levels { level dwellings share } coverage { landlordsExpected landlordsAnswered }";
const page = "sites(first: 20) { edges { node { id name classification { level since } } } }";
const texts: readonly (readonly [what: string, text: string, operationName?: string])[] = [
  ["nothing but its type", "{ __typename }"],
  ["one site", '{ site(id: "lisiere:1") { name address commune { name } } }'],
  ["figures and a page", `{ territory(code: "247700057") { ${figures} ${page} } }`],
  [
    "many aliases",
    `{ ${Array.from({ length: 12 }, (_, at) => `a${at}: territory(code: "1") { ${figures} ${page} }`).join(" ")} }`,
  ],
  [
    "variables and conditions",
    `query ($code: ID!, $first: Int = 5, $all: Boolean!) { territory(code: $code) {
      levels @include(if: $all) { level } sites(first: $first) { edges { node { id name @skip(if: $all) } } } } }`,
  ],
  [
    "fragments, on a landlord's own type too",
    `{ territory(code: "1") { sites { edges { node { ...all ... on LisiereSite { dwellings } } } } } }
     fragment all on Site { id ...more } fragment more on Site { history(from: "2026-01") { month level } }`,
  ],
  [
    "one of several operations",
    "query A { territories { code } } query B { landlords { name } }",
    "B",
  ],
  [
    "actions and who may see what",
    `{ viewer { visibility { row } } territory(code: "1") { actions(first: 9) { edges { node { title } site { name } } } } }`,
  ],
];

let thread: PlanningThread;
beforeAll(async () => {
  thread = new PlanningThread({ supergraphSdl: twoLandlords.sdl, log: () => undefined });
  await thread.start();
});
afterAll(() => thread.stop());

it.each(texts.map(([what, text, operationName = null]) => ({ what, text, operationName })))(
  "plans $what as a planner in this thread does",
  async ({ text, operationName }) => {
    const plan = JSON.parse(await thread.plan({ text, operationName }));
    expect(plan).toEqual(planHere(text, operationName));
  },
);

it("says what cannot be planned, and plans the next", async () => {
  const unknown = thread.plan({ text: "{ nothing }", operationName: null });
  await expect(unknown).rejects.toThrow(/^An operation cannot be planned: .*nothing/);
  await expect(unknown).rejects.not.toThrow(PlanningEndedError);
  const text = "{ landlords { name } }";
  const plan = JSON.parse(await thread.plan({ text, operationName: null }));
  expect(plan).toEqual(planHere(text, null));
});

describe("a thread that ends", () => {
  /** Plans everything but these. */
  const fixture = (asked: string) =>
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { parentPort } from "node:worker_threads";
        parentPort.on("message", ({ text }) => {
          if (text === "dies") throw new Error("no more");
          if (text === "ends") process.exit(3);
          if (text !== "endless") parentPort.postMessage({ plan: text + "${asked}" });
        });
        parentPort.postMessage("ready");
      `)}`,
    );

  it.each(["dies", "ends"])(
    "while it plans (%s) is replaced for the next question",
    async (text) => {
      const log: string[] = [];
      const ending = new PlanningThread({
        supergraphSdl: "",
        script: fixture("!"),
        log: (entry) => log.push(entry),
      });
      const lost = ending.plan({ text, operationName: null });
      await expect(lost).rejects.toThrow(PlanningEndedError);
      expect(log.join("\n")).toMatch(/The planner's thread ended while it planned/);
      expect(await ending.plan({ text: "good", operationName: null })).toBe("good!");
      await ending.stop();
    },
  );

  it("is ended when a plan takes too long, and replaced", async () => {
    const alarms: (() => void)[] = [];
    const slow = new PlanningThread({
      supergraphSdl: "",
      script: fixture("?"),
      log: () => undefined,
      alarm: (_ms, call) => {
        alarms.push(call);
        return () => undefined;
      },
    });
    await slow.start();
    const endless = expect(slow.plan({ text: "endless", operationName: null })).rejects.toThrow(
      "a plan took too long",
    );
    // The alarm is set as soon as the running thread is known.
    await slow.start();
    expect(alarms).toHaveLength(1);
    alarms[0]?.();
    await endless;
    expect(await slow.plan({ text: "good", operationName: null })).toBe("good?");
    await slow.stop();
  });

  it("because it is stopped plans nothing any more", async () => {
    const stopped = new PlanningThread({
      supergraphSdl: "",
      script: fixture(""),
      log: () => undefined,
    });
    await stopped.start();
    await stopped.stop();
    const asked = stopped.plan({ text: "good", operationName: null });
    await expect(asked).rejects.toThrow(PlanningEndedError);
  });

  it("before it began keeps the gateway from starting", async () => {
    const log: string[] = [];
    const broken = new PlanningThread({
      supergraphSdl: "no supergraph",
      log: (entry) => log.push(entry),
    });
    await expect(broken.start()).rejects.toThrow("it does not start");
    expect(log.join("\n")).toMatch(/The planner's thread failed/);
  });
});
