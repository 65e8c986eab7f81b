import { type Month, monthNumber, monthsBetween, monthText, nomenclature1 } from "@palier/schema";
import { Memo } from "../request/memo.js";
import {
  type CountContributionReading,
  CountContributionReferences,
} from "./count-contribution.reference.js";

it("adds up what a month has once, however many sums of a question it is in", async () => {
  let read = 0;
  const stored = monthsBetween(monthNumber("2023-01"), monthNumber("2026-10")).map((month) => ({
    month,
    get incidents() {
      read += 1;
      return { THEFT: 3 };
    },
  }));
  const part = { communes: ["10001"] };
  const parts = {
    find: (id: unknown) => ({
      ...{ id: String(id), key: { month: String(id) }, scope: { part, month: 0 } },
    }),
  };
  const references = new CountContributionReferences(parts as never, nomenclature1, {
    threshold: 5,
  });
  const shown = new Set(stored.map(({ month }) => month));
  const context = {
    shownMonths: async () => shown,
    conditions: { areCountsExact: true },
    tallies: { load: async () => [] },
    territoryCounts: {
      load: async ({ from, to }: { readonly from: number; readonly to: number }) =>
        stored.filter(({ month }) => from <= month && month <= to),
    },
    countedMonths: new Memo(),
    access: { addRows: () => {} },
  } as unknown as CountContributionReading;
  const asked = monthsBetween(monthNumber("2025-11"), monthNumber("2026-10")).map(monthText);
  const sums = await Promise.all(asked.map((id: Month) => references.resolve({ id }, context)));
  const years = sums.map((found) =>
    found?.counts?.find(({ family, span }) => family === "PROPERTY" && span === "YEAR"),
  );
  expect(years.map((year) => year?.count)).toEqual(asked.map(() => 36));
  expect(read).toBe(35);
});
