import { jest } from "@jest/globals";
import type { AccessEntry } from "@palier/schema";
import { AccessTrace } from "./access-trace.js";
import { RefusalRecorder } from "./record-refusals.js";

let kept: AccessEntry[];
let logged: string[];
let isWritable: boolean;
let recorder: RefusalRecorder;

beforeEach(() => {
  jest.useFakeTimers({ now: Date.UTC(2026, 10, 3, 9) });
  kept = [];
  logged = [];
  isWritable = true;
  const record = async (entry: AccessEntry) => {
    if (!isWritable) throw new Error("disk full");
    kept.push(entry);
  };
  recorder = new RefusalRecorder(record, (line) => logged.push(line));
});
afterEach(() => jest.useRealTimers());

async function refuse(times: number, reason: string, isProved = false): Promise<void> {
  for (let done = 0; done < times; done += 1) {
    const trace = new AccessTrace();
    trace.refuse(reason);
    await recorder.entry(trace.entry({ viewer: null, operationId: null, isProved }));
  }
}
const wait = (minutes: number) => jest.advanceTimersByTimeAsync(minutes * 60_000);
const reasons = () => kept.map(({ reason }) => reason);

it("keeps the first twenty strangers' refusals one by one, and counts the rest in one entry", async () => {
  await refuse(18, "no visa");
  await refuse(300, "visa: signature");
  await refuse(5, "no visa");
  expect(reasons()).toEqual([...Array(18).fill("no visa"), ...Array(2).fill("visa: signature")]);
  await wait(1);
  expect(reasons().slice(20)).toEqual([
    "303 requests without valid proofs since 2026-11-03T09:00:00.000Z: 298 × visa: signature, 5 × no visa",
  ]);
  expect(kept[20]).toMatchObject({ decision: "REFUSED", viewer: null, coordinates: [], rows: 0 });
  await wait(60);
  expect(kept).toHaveLength(21);
});

it("keeps eighty entries an hour at most under a flood that does not end", async () => {
  for (let minute = 0; minute < 120; minute += 1) {
    await refuse(50, "no visa");
    await wait(1);
  }
  const told = reasons().reduce(
    (sum, reason) => sum + Number(/^\d+/.exec(reason ?? "")?.[0] ?? 1),
    0,
  );
  expect(told).toBe(120 * 50);
  expect(kept.length).toBeLessThanOrEqual(20 + 120 + 40);
});

it("keeps every refusal of a caller whose proofs hold, in the middle of a flood", async () => {
  await refuse(1_000, "no visa");
  await refuse(200, "the visa has been used", true);
  expect(reasons().filter((reason) => reason === "the visa has been used")).toHaveLength(200);
});

it("tells ten reasons apart, and forgets nothing when it closes or cannot write", async () => {
  await refuse(20, "no visa");
  for (let number = 0; number < 30; number += 1) await refuse(1, `reason ${number}`);
  isWritable = false;
  await wait(1);
  expect(logged).toEqual([expect.stringContaining("disk full")]);
  isWritable = true;
  await refuse(1, "reason 0");
  await recorder.close();
  const [summary = ""] = reasons().slice(20);
  expect(summary).toMatch(/^31 requests .*: 2 × reason 0, 1 × reason 1, .*20 × another reason$/);
  await recorder.close();
  expect(kept).toHaveLength(21);
});

it("rejects when an entry of its own cannot be kept", async () => {
  isWritable = false;
  await expect(refuse(1, "no visa")).rejects.toThrow("disk full");
});

it("waits, when it is closed, for a count that is being written", async () => {
  let finish = () => {};
  const written = new Promise<void>((resolve) => {
    finish = resolve;
  });
  recorder = new RefusalRecorder(
    async (entry) => {
      if (/requests without/.test(entry.reason ?? "")) await written;
      kept.push(entry);
    },
    (line) => logged.push(line),
  );
  await refuse(21, "no visa");
  await wait(1);
  const closed = recorder.close().then(() => kept.length);
  setTimeout(finish, 1_000);
  await wait(1);
  expect(await closed).toBe(21);
});
