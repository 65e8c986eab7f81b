import { clockAheadMs, remarksOn, stateIn } from "./readiness.js";

const date = "Fri, 27 Nov 2026 12:00:00 GMT";
const at = Date.parse(date);

it("tells by how much a clock differs, at least, and nothing of what a second's fraction or the way may be", () => {
  expect(clockAheadMs(date, at - 3_000, at + 900)).toBe(0);
  expect(clockAheadMs(date, at + 3_000, at + 5_900)).toBe(0);
  expect(clockAheadMs(date, at - 80_000, at - 75_000)).toBe(75_000);
  expect(clockAheadMs(date, at + 76_000, at + 80_000)).toBe(-75_000);
  expect(clockAheadMs("undefined", at + 76_000, at + 80_000)).toBe(0);
});

it("takes from a node the convention's state and no other word", () => {
  expect(stateIn('{"status":"ready","convention":"NOT_SIGNED"}')).toBe("NOT_SIGNED");
  for (const text of [
    '{"convention":"<b>"}',
    '{"convention":["NOT_SIGNED"]}',
    "[]",
    "null",
    "no",
  ]) {
    expect(stateIn(text)).toBeNull();
  }
});

it("remarks on who is out of force or out of clock, and on nobody else", () => {
  const well = { isReady: true, convention: null, clockAheadMs: 0 };
  expect(remarksOn(well)).toBeNull();
  expect(remarksOn({ ...well, convention: "IN_FORCE" })).toBeNull();
  expect(remarksOn({ ...well, convention: "EXPIRED", clockAheadMs: -75_000 })).toEqual({
    convention: "EXPIRED",
    clock: "75 s behind this machine's",
  });
});
