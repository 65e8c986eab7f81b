import type { ImportSummary } from "@palier/landlord-import";
import { describeImport } from "./describe-import.js";

const summary: ImportSummary = {
  files: 1,
  rowsRead: 3,
  incidentsAdded: 1,
  alreadyKnown: 0,
  knownOtherwise: 0,
  uncertain: 0,
  knownByValues: { rows: 0, untold: 0 },
  withdrawn: 0,
  purged: 0,
  changes: {
    corrected: 0,
    listed: [],
    digest: "",
    keptByHand: { incidents: 0, listed: [] },
    fewer: { rows: 0, listed: [] },
  },
  passedOver: 0,
  rowsRejected: 2,
  rejectedWithoutReference: 0,
  sitesCreated: 0,
  restated: null,
  sitesByCommune: new Map(),
  sitesByPriorityDistrict: new Map(),
  alikeAddresses: [],
  months: { first: "2026-01", last: "2026-01" },
  rejectedFiles: ["2026.csv.rejected.csv"],
  durationMs: 100,
  rowsPerSecond: 30,
};

it("sends to the rejected rows when each of them has a reference", () => {
  expect(describeImport(summary)).toMatch(
    /2 rows rejected; correct and import them again from 2026\.csv\.rejected\.csv$/,
  );
});

it("says which known rows may be further incidents", () => {
  const known = { ...summary, alreadyKnown: 5, knownOtherwise: 4, uncertain: 1 };
  expect(describeImport(known)).toContain("(--update records it); 1 may be further incidents");
  expect(describeImport(summary)).not.toContain("further");
});

it("says which rows are known by their values alone, though the chosen columns tell something else", () => {
  const known = (rows: number, untold: number) =>
    describeImport({ ...summary, alreadyKnown: 9, knownByValues: { rows, untold } });
  expect(known(9, 1)).toContain("1 of 9 rows known by day, category, site and the like alone");
  expect(known(9, 1)).toContain("may be further incidents");
  expect(known(2, 2)).toContain("whether they are the same incidents is for you to say");
  expect(known(9, 0)).not.toContain("and the like");
});

it("sends to no file where none is written", () => {
  expect(describeImport({ ...summary, rejectedFiles: [] })).toMatch(/\n {2}2 rows wrong$/);
  expect(describeImport({ ...summary, rejectedFiles: [] })).not.toContain("file;");
});

it("says that rejected rows may hold personal text, and who can read them", () => {
  expect(describeImport(summary)).toContain("you alone can read their file; delete it");
});

it("sends to the original file when a rejected row has no reference", () => {
  const text = describeImport({ ...summary, rejectedWithoutReference: 1 });
  expect(text).toMatch(/2 rows rejected, listed with the reason in 2026\.csv\.rejected\.csv/);
  expect(text).toMatch(/1 of them without a reference: correct the original file and import it/);
  expect(text).not.toMatch(/again from/);
});
