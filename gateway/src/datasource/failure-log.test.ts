import { failureLog } from "./failure-log.js";

it("says each kind of failure of a subgraph once a minute", () => {
  const clock = { now: 0 };
  const entries: string[] = [];
  const note = failureLog(
    (entry) => entries.push(entry),
    () => clock.now,
  );
  note("lisiere", "UNREACHABLE", "ECONNREFUSED");
  note("lisiere", "UNREACHABLE", "ECONNREFUSED");
  note("lisiere", "TIMED_OUT", "no whole answer within 5000 ms");
  clock.now = 60_000;
  note("lisiere", "UNREACHABLE", "ECONNREFUSED");
  expect(entries).toEqual([
    "lisiere: UNREACHABLE (ECONNREFUSED)",
    "lisiere: TIMED_OUT (no whole answer within 5000 ms)",
    "lisiere: UNREACHABLE (ECONNREFUSED)",
  ]);
});
