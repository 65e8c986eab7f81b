import { monthsBetween, monthText, rulesOf } from "@palier/schema";
import { Memo } from "../request/memo.js";
import { type RowConditions, unconditional } from "../viewer/row-conditions.js";
import type { Classification } from "./classification.type.js";
import { GateService } from "./gate.service.js";

const rules1 = rulesOf({ grid: 1 });

const last = 24_321;
const first = last - 59;
const counted = { from: first - 11, to: last };
const stored = monthsBetween(counted.from, counted.to);
const gates = new GateService(rules1.grid, rules1.nomenclature);

/** What one request shares, with how often a month's counts were looked at, and rows reported. */
function request(conditions: RowConditions = unconditional) {
  const seen = { looks: 0, rows: 0, loads: 0 };
  const months = stored.map((month) => ({
    month,
    get incidents() {
      seen.looks += 1;
      return { DRUG_DEALING: 1 };
    },
  }));
  const load = async ({ from, to }: { readonly from: number; readonly to: number }) => {
    seen.loads += 1;
    return months.filter(({ month }) => from <= month && month <= to);
  };
  const access = {
    addRows: (rows: number) => {
      seen.rows += rows;
    },
    addSites: () => undefined,
    addTerritories: () => undefined,
  };
  const counts = { load } as unknown as Parameters<GateService["findGates"]>[1]["counts"];
  const frozenGates = { load: () => Promise.reject(new Error("nothing is purged")) };
  const memos = { countedSites: new Memo(), gates: new Memo() };
  const context = { counts, ...memos, frozenGates, conditions, access };
  return { seen, context: context as unknown as Parameters<GateService["findGates"]>[1] };
}

function history(siteId = 1, from = first): Classification[] {
  const always = { from: 0, to: 99_999 };
  const site = {
    siteId,
    dwellings: 60,
    span: always,
    countedFrom: 0,
    past: [],
    joined: [],
  } as unknown as Classification["site"];
  return monthsBetween(from, last).map((month) => ({
    site,
    monthNumber: month,
    counted: { from: from - 11, to: last },
    month: monthText(month),
    status: "CLASSIFIED",
    level: 3,
    computedLevel: 3,
    heldLevel: 3,
    since: null,
    decisionId: null,
    gridVersion: 1,
    closedMonths: 12,
    dwellings: 60,
  }));
}

it("looks at each month of a history once, however many gates it shows", async () => {
  const { seen, context } = request();
  const found = await Promise.all(history().map((entry) => gates.findGates(entry, context)));
  expect(found.filter((ofMonth) => ofMonth?.length === rules1.grid.gates.length)).toHaveLength(60);
  expect(seen).toMatchObject({ looks: stored.length, loads: 1 });
});

it("works gates out once for all fields of a request, and reports the rows of each", async () => {
  const { seen, context } = request();
  const answers: Awaited<ReturnType<GateService["findGates"]>>[][] = [];
  for (let field = 0; field < 15; field += 1) {
    answers.push(await Promise.all(history().map((entry) => gates.findGates(entry, context))));
  }
  // Of another range, with the same months in it.
  const later = await Promise.all(
    history(1, last - 11).map((entry) => gates.findGates(entry, context)),
  );
  expect(seen).toEqual({ looks: stored.length, loads: 1, rows: (15 * 60 + 12) * 12 });
  expect(new Set(answers.flat()).size).toBe(60);
  expect(later.every((ofMonth, index) => ofMonth === answers[0]?.[48 + index])).toBe(true);
});

it("keeps the gates of two sites apart", async () => {
  const { seen, context } = request();
  const [one, other] = await Promise.all(
    [1, 2].map((siteId) =>
      Promise.all(history(siteId).map((entry) => gates.findGates(entry, context))),
    ),
  );
  expect(seen.loads).toBe(2);
  expect(one?.[0]).not.toBe(other?.[0]);
});
