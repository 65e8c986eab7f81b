import { readRefusals } from "./refusal-rows";

it("reads the gateway's counts, strangers apart", () => {
  const count = { month: "2026-10", kind: "POLICE", reason: "FORBIDDEN", requests: 2 };
  const stranger = { month: "2026-10", kind: null, reason: "no token", requests: 9 };
  expect(readRefusals({ counts: [count, stranger] })).toEqual([
    { month: "2026-10", asker: "POLICE", reason: "FORBIDDEN", requests: 2 },
    { month: "2026-10", asker: "STRANGER", reason: "no token", requests: 9 },
  ]);
});

it.each([
  null,
  {},
  { counts: [null] },
  { counts: [{ month: "2026-10", kind: "SPY", reason: "FORBIDDEN", requests: 2 }] },
  { counts: [{ month: "2026-10", kind: null, reason: "FORBIDDEN", requests: "2" }] },
])("takes nothing that it cannot read: %j", (body) => {
  expect(() => readRefusals(body)).toThrow();
});
