import type { OperationCost } from "@palier/schema";
import { readSettings } from "@palier/service";
import {
  type CostSettings,
  readCostSettings,
  settingsOfCosts,
  usualCosts,
} from "./cost-settings.js";
import { Toll } from "./toll.js";

const nobodyLeaves = new AbortController().signal;
const police = { partner: "police", person: "a" };

function costing(answering: number, more: Partial<OperationCost> = {}): OperationCost {
  return {
    answering,
    planning: 10,
    requests: 5,
    values: 10,
    mostCostly: () => "Site.history",
    ...more,
  };
}

function toll(changes: Partial<CostSettings> = {}, knowsCallers = true) {
  const log: string[] = [];
  const settings = { ...usualCosts, ...changes };
  const made = new Toll(
    settings,
    knowsCallers,
    (entry) => log.push(entry),
    () => 0,
  );
  const pass = (cost: OperationCost, asker: typeof police | null = police, isPlanned = false) =>
    made.pass(asker, cost, isPlanned, nobodyLeaves);
  return { pass, log, payAtDoor: made.payAtDoor.bind(made) };
}

it.each([
  ["cost", costing(1_991), "cost 2,001 of 2,000", /coût 2\s001 sur 2\s000/],
  ["requests", costing(5, { requests: 301 }), "requests 301 of 300", /requêtes 301 sur 300/],
  [
    "values",
    costing(5, { values: 40_001 }),
    "values 40,001 of 40,000",
    /valeurs 40\s001 sur 40\s000/,
  ],
])(
  "refuses too much of %s, with figure, limit and the field that has most of it",
  async (_what, cost, english, french) => {
    const refused = await toll().pass(cost);
    expect(refused).toMatchObject({
      isRefused: true,
      retryAfterSeconds: null,
      details: {
        cost: {
          requested: cost.answering + 10,
          limit: 2_000,
          limits: { requests: 300, values: 40_000 },
          mostCostly: "Site.history",
        },
      },
    });
    if (!refused.isRefused) throw new Error("passed");
    expect(refused.error.message).toContain(english);
    expect(refused.error.french).toMatch(french);
  },
);

it("takes planning from the budget once a text, and tells what is left", async () => {
  const { pass } = toll({ partnerPerMinute: 8_000 });
  expect(await pass(costing(90))).toMatchObject({
    isRefused: false,
    bill: { requested: 100, limit: 2_000, left: 3_900 },
  });
  expect(await pass(costing(90), police, true)).toMatchObject({
    bill: { requested: 100, left: 3_810 },
  });
});

it("refuses who has used its budget, with the seconds until there is more", async () => {
  const { pass, log } = toll({ partnerPerMinute: 8_000 });
  for (let turn = 0; turn < 2; turn += 1) {
    const passed = await pass(costing(1_990));
    if (!passed.isRefused) passed.end();
  }
  expect(await pass(costing(190))).toMatchObject({
    isRefused: true,
    error: { code: "RATE_LIMITED" },
    details: { reason: "PERSON", retryAfterSeconds: 3 },
    retryAfterSeconds: 3,
  });
  expect(log).toEqual([
    "refused police RATE_LIMITED (PERSON): an operation of cost 200; 1 since the start",
  ]);
});

it("has what the door answers by itself paid from the same budget, two thousand times a minute", async () => {
  const { payAtDoor } = toll();
  for (let turn = 0; turn < 2_000; turn += 1) expect(await payAtDoor(police)).toBeNull();
  expect(await payAtDoor(police)).toMatchObject({
    error: { code: "RATE_LIMITED" },
    details: { reason: "PERSON", retryAfterSeconds: 1 },
  });
  expect(await payAtDoor({ ...police, person: "b" })).toBeNull();
  const measured = toll({ mode: "MEASURE", partnerPerMinute: 800 });
  for (let turn = 0; turn < 50; turn += 1) expect(await measured.payAtDoor(police)).toBeNull();
  expect(measured.log).toEqual([expect.stringContaining("would refuse police RATE_LIMITED")]);
});

it("refuses nothing while it measures, and says what it would have refused", async () => {
  const { pass, log } = toll({ mode: "MEASURE", partnerPerMinute: 8_000 });
  for (let turn = 0; turn < 50; turn += 1) {
    expect(await pass(costing(1_990))).toMatchObject({ isRefused: false });
  }
  expect(await pass(costing(5_000))).toMatchObject({
    isRefused: false,
    bill: { requested: 5_010 },
  });
  expect(log).toEqual([
    "would refuse police RATE_LIMITED (PERSON): an operation of cost 2000; 1 since the start",
    "would refuse police TOO_COSTLY: an operation of cost 5010; 49 since the start",
  ]);
});

it("has no budgets while nobody signs in, and the same limit", async () => {
  const { pass } = toll({ partnerPerMinute: 8_000 }, false);
  for (let turn = 0; turn < 50; turn += 1) {
    const passed = await pass(costing(1_990), null);
    expect(passed).toMatchObject({ isRefused: false, bill: { left: null } });
    if (!passed.isRefused) passed.end();
  }
  expect(await pass(costing(2_000), null)).toMatchObject({ isRefused: true });
});

it("reads its settings, and names what cannot be", () => {
  const table = { process: "the gateway", settings: settingsOfCosts };
  expect(readCostSettings(readSettings(table, {}))).toEqual(usualCosts);
  const measured = { PALIER_COST_MODE: "measure", PALIER_COST_LIMIT: "20000" };
  const read = readSettings(table, measured);
  const costs = { mode: "MEASURE", most: 20_000, partnerPerMinute: 80_000 };
  expect([readCostSettings(read), read.problems]).toEqual([costs, []]);
  const wrong = readSettings(table, { PALIER_COST_MODE: "off", PALIER_COST_BUDGET: "100" });
  readCostSettings(wrong);
  expect(wrong.problems).toEqual([
    expect.stringContaining("PALIER_COST_BUDGET"),
    'PALIER_COST_MODE is "off"; it must be enforce or measure',
  ]);
});

it("calls costly what costs more than a tenth of the limit to answer, whatever its plan costs", async () => {
  const cheap = await toll().pass(costing(200, { planning: 500 }));
  const costly = await toll().pass(costing(201));
  expect([cheap, costly]).toMatchObject([{ isCostly: false }, { isCostly: true }]);
});
