import { newShutOutList, type ShutOutList, type Verified } from "@palier/schema";
import { FollowedShutOut } from "./followed-shut-out.js";

const issuer = "https://issuer.example";
const gone = "agent-17";

/** A gateway that tells its list by its number, and a node that follows it. */
function followed(patienceMs = 60_000, isWritten = false) {
  const entries: string[] = [];
  let nowMs = 0;
  let answer: () => Response = () => new Response(null, { status: 503 });
  const lists = new Map<string, Verified<ShutOutList>>();
  const list = new FollowedShutOut({
    url: "https://gateway.example/list",
    isWritten,
    fetch: async () => answer(),
    verify: async (text) => lists.get(text) ?? { ok: false, problem: "signature" },
    patienceMs,
    elapsedMs: () => nowMs,
    log: (entry) => void entries.push(entry),
  });
  return {
    list,
    entries,
    passes: (ms: number) => {
      nowMs += ms;
    },
    fails: (status: number) => {
      answer = () => new Response(null, { status });
    },
    says: (text: string) => {
      answer = () => new Response(text);
    },
    tells: (sequence: number, ...subjects: string[]) => {
      const value = newShutOutList(sequence, issuer, subjects);
      lists.set(`${sequence}`, { ok: true, value });
      answer = () => new Response(`${sequence}`);
    },
    verdicts: async () => [await list.verdict(issuer, gone), await list.verdict(issuer, "other")],
  };
}

it("shuts out whom the list names, from the look that finds it on", async () => {
  const { list, tells, verdicts } = followed();
  tells(1);
  expect(await verdicts()).toEqual(["IN", "IN"]);
  tells(2, gone);
  await list.look();
  expect(await verdicts()).toEqual(["OUT", "IN"]);
  tells(3);
  await list.look();
  expect(await verdicts()).toEqual(["IN", "IN"]);
});

it("takes an address that somebody wrote down, and that leads to no list, for mistyped", async () => {
  const { list, entries, fails, verdicts } = followed(60_000, true);
  fails(404);
  expect(await verdicts()).toEqual(["UNKNOWN", "UNKNOWN"]);
  expect(list.problem()).toContain("404");
  expect(entries).toEqual([
    expect.stringContaining("cannot be followed: https://gateway.example/list answers 404"),
  ]);
});

it("lets nobody in before it has heard anything", async () => {
  const { list, fails, tells, verdicts } = followed();
  fails(503);
  expect(await verdicts()).toEqual(["UNKNOWN", "UNKNOWN"]);
  tells(1, gone);
  await list.look();
  expect(await verdicts()).toEqual(["OUT", "IN"]);
});

it("looks with the first question of a gateway that was not there before", async () => {
  const { list, fails, tells, verdicts } = followed();
  fails(503);
  await list.look();
  await list.look();
  tells(1, gone);
  expect(await verdicts()).toEqual(["OUT", "IN"]);
});

it("keeps the list that it has while the gateway is away, and no longer than it may", async () => {
  const { list, tells, fails, passes, verdicts, entries } = followed(60_000);
  tells(4, gone);
  await list.look();
  fails(503);
  passes(60_000);
  await list.look();
  await list.look();
  expect(await verdicts()).toEqual(["OUT", "IN"]);
  expect(list.problem()).toContain("in force is the one of 60 s ago");
  expect(() => list.requireKnown()).not.toThrow();
  passes(1);
  expect(() => list.requireKnown()).toThrow("answers 503");
  // Whom it has once named it does not let in either way.
  expect(await verdicts()).toEqual(["OUT", "UNKNOWN"]);
  expect(entries.filter((entry) => entry.includes("cannot be followed"))).toHaveLength(1);
  tells(4, gone);
  await list.look();
  expect(await verdicts()).toEqual(["OUT", "IN"]);
  expect(list.problem()).toBeNull();
});

it("refuses an older list, and one that is not signed", async () => {
  const { list, tells, says, verdicts } = followed();
  tells(5, gone);
  await list.look();
  tells(4);
  await list.look();
  expect(list.problem()).toContain("number 4, which is older than 5");
  says("forged");
  await list.look();
  expect(list.problem()).toContain("signature");
  expect(await verdicts()).toEqual(["OUT", "IN"]);
});

it("takes a gateway's word that it keeps no list, unless it has kept one", async () => {
  const { list, tells, fails, verdicts } = followed();
  fails(404);
  expect(await verdicts()).toEqual(["IN", "IN"]);
  tells(1, gone);
  await list.look();
  fails(404);
  await list.look();
  expect(list.problem()).toContain("404");
  expect(await verdicts()).toEqual(["OUT", "IN"]);
});

it("reads no more than a list may hold", async () => {
  const { list, says } = followed();
  says("x".repeat(200_000));
  await list.look();
  expect(list.problem()).toContain("longer than a list may be");
});
