import { conventionState } from "./signature-state.js";

const convention = { version: 3, validity: { from: "2026-01-01", until: "2028-12-31" } };
const signed = { ok: true } as const;

it.each([
  ["2025-12-31T22:59:59Z", "NOT_YET_VALID"],
  ["2025-12-31T23:00:00Z", "IN_FORCE"],
  ["2028-12-31T22:59:59Z", "IN_FORCE"],
  ["2028-12-31T23:00:00Z", "EXPIRED"],
])("counts both days of the validity whole, in French time: at %s it is %s", (now, state) => {
  expect(conventionState(convention, signed, new Date(now), 3)).toBe(state);
});

it("is in force for nobody who has not signed it, whatever the day", () => {
  const unsigned = { ok: false, reason: "OTHER_HASH" } as const;
  for (const now of ["2020-01-01", "2027-01-01", "2030-01-01"]) {
    expect(conventionState(convention, unsigned, new Date(now), 9)).toBe("NOT_SIGNED");
  }
});

it("stays superseded once a later version is signed", () => {
  expect(conventionState(convention, signed, new Date("2027-01-01"), 4)).toBe("SUPERSEDED");
  expect(conventionState(convention, signed, new Date("2027-01-01"), 0)).toBe("IN_FORCE");
});
