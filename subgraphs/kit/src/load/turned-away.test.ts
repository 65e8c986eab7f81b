import type { AccessEntry, Viewer } from "@palier/schema";
import { TurnedAway } from "./turned-away.js";

const viewer = (subject: string): Viewer => ({
  subject,
  partner: "police",
  kind: "POLICE",
  scope: ["247"],
  purpose: null,
  statedPurpose: null,
  asks: "FIELDS",
});

function counting(fails: () => boolean = () => false) {
  const entries: AccessEntry[] = [];
  const log: string[] = [];
  const turnedAway = new TurnedAway(
    async (entry) => {
      if (fails()) throw new Error("the log is closed");
      entries.push(entry);
    },
    (line) => log.push(line),
  );
  const told = () => entries.map(({ viewer: who, reason }) => `${who?.subject}: ${reason}`);
  return { turnedAway, entries, log, told };
}

it("tells how many requests of each person were turned away, and why, in one entry", async () => {
  const { turnedAway, told, entries } = counting();
  for (let count = 0; count < 1_000; count += 1) turnedAway.count(viewer("a"), "RATE_LIMITED");
  turnedAway.count(viewer("a"), "BUDGET_USED");
  turnedAway.count(viewer("b"), "RATE_LIMITED");
  await turnedAway.close();
  expect(told()).toEqual([
    expect.stringMatching(
      /^a: turned away unread since \S+Z: 1000 × RATE_LIMITED, 1 × BUDGET_USED$/,
    ),
    expect.stringMatching(/^b: turned away unread since \S+Z: 1 × RATE_LIMITED$/),
  ]);
  expect(entries[0]).toMatchObject({ decision: "REFUSED", isProved: true, rows: 0 });
});

it("has a bounded number of entries, however many persons ask", async () => {
  const { turnedAway, told } = counting();
  for (let count = 0; count < 2_000; count += 1) turnedAway.count(viewer(`${count}`), "x");
  await turnedAway.close();
  expect(told()).toHaveLength(501);
  expect(told().at(-1)).toMatch(/^\(others\): .* 1500 × x$/);
});

it("keeps what cannot be recorded for the next time", async () => {
  let isClosed = true;
  const { turnedAway, told, log } = counting(() => isClosed);
  turnedAway.count(viewer("a"), "x");
  await turnedAway.close();
  expect(log).toEqual([
    "Requests turned away are counted and could not be recorded yet: Error: the log is closed",
  ]);
  isClosed = false;
  turnedAway.count(viewer("a"), "x");
  await turnedAway.close();
  expect(told()).toEqual([expect.stringMatching(/: 2 × x$/)]);
});
