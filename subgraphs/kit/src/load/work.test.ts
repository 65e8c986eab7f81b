import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { RateLimitedError, UnavailableError } from "@palier/schema";
import { Work } from "./work.js";

const limits = { references: 3, rows: 5, longestMs: 60_000 };

it("breaks off what asks for more entities or rows than one operation may, under however many names", () => {
  const work = new Work(limits);
  work.addReferences(2);
  expect(() => work.addReferences(2)).toThrow(RateLimitedError);
  expect(work.signal.reason).toBeInstanceOf(RateLimitedError);
  expect(work.brokenOff?.reason).toBe("more than 3 entities asked for at once");

  const reading = new Work(limits);
  reading.access.addRows(5);
  expect(reading.signal.aborted).toBe(false);
  expect(() => reading.access.addRows(1)).toThrow(RateLimitedError);
  expect(reading.brokenOff?.reason).toBe("more than 5 rows asked for at once");
});

it("bears whatever it is asked without limits", () => {
  const work = new Work(null);
  work.addReferences(1_000_000);
  work.access.addRows(1_000_000);
  expect(work.brokenOff).toBeNull();
});

it("is broken off when the caller leaves, not when it is answered", () => {
  const response = (writableFinished: boolean) =>
    Object.assign(new EventEmitter(), { writableFinished }) as unknown as ServerResponse;
  const left = new Work(limits);
  const answered = new Work(limits);
  const [unfinished, finished] = [response(false), response(true)];
  left.isFor(unfinished);
  answered.isFor(finished);
  unfinished.emit("close");
  finished.emit("close");
  expect(left.signal.reason).toBeInstanceOf(UnavailableError);
  expect(answered.signal.aborted).toBe(false);
});

it("takes no longer than it may, and closes what it opened, however it ends", async () => {
  const work = new Work({ ...limits, longestMs: 1 });
  const ended: string[] = [];
  work.whenOver(async () => void ended.push("closed"));
  const late = work.run(
    () =>
      new Promise((_resolve, reject) =>
        work.signal.addEventListener("abort", () => reject(work.signal.reason)),
      ),
  );
  await expect(late).rejects.toThrow(UnavailableError);
  expect(ended).toEqual(["closed"]);
  expect(work.brokenOff?.reason).toBe("no answer within 1 ms");
});
