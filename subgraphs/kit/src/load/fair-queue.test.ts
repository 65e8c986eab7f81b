import { RateLimitedError } from "@palier/schema";
import { FairQueue, type QueueLimits } from "./fair-queue.js";

const limits: QueueLimits = {
  atWork: 4,
  atWorkOfPartner: 3,
  atWorkOfPerson: 2,
  waitingOfPartner: 6,
  waitingOfPerson: 4,
  waitingBytesOfPartner: 1_000,
  longestWaitMs: 60_000,
};
const nobodyLeaves = new AbortController().signal;

/** Asks for a turn, and notes in `begun` when it comes. */
function crowd(queue: FairQueue) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const ask = (partner: string, subject: string, leaving = nobodyLeaves, bytes = 100) => {
    const entering = queue.enter({ partner, subject }, bytes, leaving).then((end) => {
      begun.push(subject);
      ends.push(end);
    });
    entering.catch(() => undefined);
    return entering;
  };
  /** Ends the work that has gone on longest. */
  const endOne = async () => {
    ends.shift()?.();
    await settled();
  };
  return { begun, ask, endOne };
}

/** Until every turn that can come has come. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

it("keeps room for another partner, and for a colleague, while one asks for everything", async () => {
  const { begun, ask } = crowd(new FairQueue(limits));
  for (let count = 0; count < 5; count += 1) void ask("police", "officer");
  await settled();
  expect(begun).toEqual(["officer", "officer"]);
  void ask("police", "colleague");
  void ask("mairie", "clerk");
  await settled();
  expect(begun).toEqual(["officer", "officer", "colleague", "clerk"]);
});

it("takes one of each partner in turn, and one of each of its persons", async () => {
  const { begun, ask, endOne } = crowd(new FairQueue({ ...limits, atWork: 1, atWorkOfPartner: 1 }));
  for (const person of ["a", "a", "a", "b", "b"]) void ask("police", person);
  for (const person of ["c", "c"]) void ask("mairie", person);
  void ask("parquet", "d");
  for (let count = 0; count < 8; count += 1) await endOne();
  expect(begun).toEqual(["a", "a", "c", "d", "b", "c", "a", "b"]);
});

it("refuses what exceeds a person's or a partner's share of the queue, and nobody else", async () => {
  const { ask } = crowd(new FairQueue(limits));
  const refused = (entering: Promise<void>) => expect(entering).rejects.toThrow(RateLimitedError);
  for (let count = 0; count < 6; count += 1) void ask("police", "a");
  await refused(ask("police", "a"));
  for (let count = 0; count < 3; count += 1) void ask("police", "b");
  await refused(ask("police", "b"));
  await refused(ask("police", "c"));
  await ask("mairie", "d");
});

it("refuses bodies that would wait beyond a partner's share, and nobody else's (issue 9)", async () => {
  const { ask, begun, endOne } = crowd(new FairQueue({ ...limits, atWork: 1, atWorkOfPartner: 1 }));
  const sized = (partner: string, bytes: number) => ask(partner, "a", nobodyLeaves, bytes);
  void sized("police", 1_000);
  void sized("police", 600);
  await expect(sized("police", 401)).rejects.toThrow(RateLimitedError);
  void sized("police", 400);
  void sized("mairie", 1_000);
  for (let count = 0; count < 3; count += 1) await endOne();
  expect(begun).toHaveLength(4);
  // What has begun waits no more.
  void sized("police", 1_000);
  await endOne();
  expect(begun).toHaveLength(5);
});

it("gives up the place of who leaves, and of who has waited too long", async () => {
  const queue = new FairQueue({ ...limits, atWork: 1, longestWaitMs: 1 });
  const { begun, ask, endOne } = crowd(queue);
  await ask("police", "a");
  const left = new AbortController();
  const leaving = ask("mairie", "b", left.signal);
  left.abort(new Error("gone"));
  await expect(leaving).rejects.toThrow("gone");
  await expect(ask("mairie", "b", left.signal)).rejects.toThrow("gone");
  await expect(ask("police", "a")).rejects.toThrow(RateLimitedError);
  await endOne();
  await ask("parquet", "c");
  expect(begun).toEqual(["a", "c"]);
});

it("frees a place once, however often its work ends", async () => {
  const queue = new FairQueue({ ...limits, atWork: 1 });
  const end = await queue.enter({ partner: "police", subject: "a" }, 100, nobodyLeaves);
  end();
  end();
  const { begun, ask } = crowd(queue);
  for (const person of ["b", "c"]) void ask("police", person);
  await settled();
  expect(begun).toEqual(["b"]);
});
