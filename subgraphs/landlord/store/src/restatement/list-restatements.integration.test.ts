import { monthsBetween } from "@palier/schema";
import type { DataSource } from "typeorm";
import { readyStore } from "../database/ready-store.fixture.js";
import { recordDecision } from "../decision/record-decision.js";
import { withdrawDecision } from "../decision/withdraw-decision.js";
import { closeMonths } from "../month/close-months.js";
import { reopenMonths } from "../month/reopen-months.js";
import { listRestatedLevels, listRestatements } from "./list-restatements.js";

const first = 24_000;
const last = first + 11;
const clock = () => new Date("2026-10-15T12:00:00Z");

let store: DataSource;
beforeAll(async () => {
  ({ store } = await readyStore("lisiere"));
  await store.query(`INSERT INTO site (id, reference, name, commune, dwellings)
    VALUES (1, 'S1', 'Un', '77288', 40), (2, 'S2', 'Deux', '77288', 70)`);
});
afterAll(() => store.destroy());

it("lists what was published and changed: when, by whom, why, rises and falls of then", async () => {
  await closeMonths(store, monthsBetween(first, last), clock);
  expect(await listRestatements(store)).toEqual([]);
  const words = { reason: "Guet", author: "Direction", fromMonth: last - 1, untilMonth: last + 1 };
  await recordDecision(store, { siteReference: "S1", level: 3, ...words }, clock);
  const raised = {
    ...{ id: 1, reason: "DECISION", author: "Direction", account: expect.stringMatching(/./) },
    ...{ madeAt: expect.anything(), firstMonth: last - 1, lastMonth: last, open: [] },
    ...{ changed: 2, rises: 2, falls: 0 },
  };
  expect(await listRestatements(store)).toEqual([raised]);
  await withdrawDecision(store, { id: 1, reason: "Erreur", author: "Direction" }, clock);
  const lowered = { ...raised, id: 2, reason: "DECISION_WITHDRAWN", rises: 0, falls: 2 };
  // What the first one changed is what it was, whatever came later.
  expect(await listRestatements(store)).toEqual([lowered, raised]);
  expect(await listRestatements(store, 1)).toEqual([lowered]);
  expect(await listRestatedLevels(store, 1)).toEqual(
    [last, last - 1].map((month) => ({ site: "S1", month, before: 1, after: 3 })),
  );
  expect(await listRestatedLevels(store, 1, 1)).toHaveLength(1);
  expect(await listRestatedLevels(store, 2)).toMatchObject([
    { before: 3, after: 1 },
    { before: 3, after: 1 },
  ]);

  const reopening = { reason: "LATE_INCIDENTS", author: "Sûreté" } as const;
  await reopenMonths(store, [last], clock, undefined, reopening);
  const [reopened] = await listRestatements(store);
  const months = { firstMonth: last, lastMonth: last, open: [last], changed: 0 };
  expect(reopened).toMatchObject({ id: 3, ...reopening, ...months });
  expect(await listRestatedLevels(store, 3)).toEqual([]);
  await closeMonths(store, [last], clock);
  // Closed again with the levels that it had, it was not restated.
  expect((await listRestatements(store)).map(({ id }) => id)).toEqual([2, 1]);
  await reopenMonths(store, [last], clock, undefined, reopening);
  const other = { ...words, fromMonth: last, untilMonth: last };
  await recordDecision(store, { siteReference: "S2", level: 4, ...other }, clock);
  await closeMonths(store, [last], clock);
  expect(await listRestatements(store)).toMatchObject([
    { reason: "LATE_INCIDENTS", open: [], changed: 1, rises: 1, falls: 0 },
    lowered,
    raised,
  ]);
});
