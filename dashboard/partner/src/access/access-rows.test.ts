import { readAccess } from "./access-rows";

const count = (month: string, kind: "POLICE" | null, operations: number | null) => ({
  month,
  kind,
  operations,
  refused: kind === null ? operations : 2,
});

const none = { POLICE: 0, JUSTICE: 0, MUNICIPALITY: 0, LANDLORD: 0, COORDINATOR: 0, STRANGER: 0 };

it("lists by month and landlord, and tells a month without access from one that is not told", () => {
  const { rows, unknown } = readAccess([
    {
      id: "lisiere",
      months: ["2026-10", "2026-09"],
      counts: [count("2026-10", "POLICE", 9), count("2026-10", null, 3)],
    },
    { id: "orme", months: ["2026-10"], counts: [] },
  ]);
  const zeros = { operations: none, total: 0, refused: 0 };
  expect(rows).toEqual([
    {
      month: "2026-10",
      landlord: "lisiere",
      operations: { ...none, POLICE: 9, STRANGER: 3 },
      total: 12,
      refused: 5,
    },
    { month: "2026-10", landlord: "orme", ...zeros },
    { month: "2026-09", landlord: "lisiere", ...zeros },
  ]);
  expect(unknown).toEqual([]);
});

it.each([
  { months: null, counts: null },
  { months: ["2026-10"], counts: null },
  { months: ["2026-10"], counts: [count("2026-10", "POLICE", null)] },
  { months: ["2026-10"], counts: [{ ...count("2026-10", "POLICE", 7), refused: null }] },
])("knows nothing of a landlord that gives %j", (given) => {
  expect(readAccess([{ id: "orme", ...given }])).toEqual({ rows: [], unknown: ["orme"] });
});
