import { monthNumber, monthsBetween } from "@palier/schema";
import { readyStore } from "../database/ready-store.fixture.js";
import { closeMonths } from "../month/close-months.js";
import { recordDecision } from "./record-decision.js";
import { listDecisions, withdrawDecision } from "./withdraw-decision.js";

const january = monthNumber("2025-01");

it("states every month that a withdrawn decision covered without it, and keeps it", async () => {
  const { store } = await readyStore("lisiere");
  await store.query(
    "INSERT INTO site (reference, name, commune, dwellings) VALUES ('A', 'A', '77288', 60)",
  );
  await closeMonths(store, monthsBetween(january, january + 13));
  const levels = () =>
    store.query<unknown[]>("SELECT from_month, to_month, level FROM classification ORDER BY 1");
  const before = await levels();
  const decision = { siteReference: "A", level: 3, reason: "Guet", author: "Direction" } as const;
  const { decisionId: id } = await recordDecision(store, {
    ...decision,
    fromMonth: january + 11,
    untilMonth: january + 14,
  });
  expect(await levels()).not.toEqual(before);

  const withdrawal = { id, reason: "Prise sur le mauvais site", author: "Direction" };
  await withdrawDecision(store, withdrawal);
  expect(await levels()).toEqual(before);
  expect(await listDecisions(store, january)).toEqual([]);
  expect(await listDecisions(store, null)).toMatchObject([
    { id, site: "A", reason: "Guet", withdrawnBy: "Direction", withdrawnAt: expect.any(Date) },
  ]);
  await expect(withdrawDecision(store, withdrawal)).rejects.toThrow(/withdrawn already/);
  await expect(withdrawDecision(store, { ...withdrawal, id: 9 })).rejects.toThrow(
    /no decision 9: "palier decisions list --all"/,
  );
  await store.destroy();
});
