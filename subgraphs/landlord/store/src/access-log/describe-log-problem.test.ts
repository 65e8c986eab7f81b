import type { LogProblem } from "./chain-check.js";
import { describeLogProblem } from "./describe-log-problem.js";

it.each<[LogProblem, string]>([
  [
    { kind: "CHANGED", sequence: 7 },
    "entry 7 is not what was written: it was changed, or moved here",
  ],
  [{ kind: "BROKEN", sequence: 8 }, "entry 8 does not follow entry 7: one of the two was replaced"],
  [{ kind: "INSERTED", sequence: 9 }, "entry 9 was inserted: the log never wrote it in this place"],
  [{ kind: "MISSING", from: 4, to: 4 }, "entry 4 was removed"],
  [{ kind: "MISSING", from: 4, to: 6 }, "entries 4 to 6 were removed"],
  [{ kind: "CUT", from: 4, to: 6 }, "the end of the log was cut off: entries 4 to 6 were removed"],
  [
    { kind: "END", sequence: 6 },
    "the record of the log's end does not agree with entry 6, the last one",
  ],
  [
    { kind: "NOT_AS_KEPT", sequence: 6 },
    "entry 6 is not the one whose hash was kept: the log was written anew",
  ],
  [
    { kind: "NOT_DUE", from: 1, to: 9 },
    "entries 1 to 9 were purged before the signed convention allows it",
  ],
  [
    { kind: "NOT_COMPARABLE", sequence: 6 },
    "entry 6, whose hash was kept, was purged and is older than salted links: it is not comparable",
  ],
  [
    { kind: "NOT_AS_SEALED", hour: "2026-11-27T06:00:00.000Z" },
    "the log is not the one that the node sealed on 2026-11-27 at 06:00 (UTC): it, or its head of that hour, was written anew",
  ],
  [
    { kind: "OTHERS_HOLD", hour: "2026-11-27T06:00:00.000Z" },
    "others hold another head of the log on 2026-11-27 at 06:00 (UTC), signed by this node: the log was written anew",
  ],
  [
    { kind: "HEAD_ABSENT", hour: "2026-11-27T06:00:00.000Z" },
    "the node's own head on 2026-11-27 at 06:00 (UTC) is gone, and others hold it",
  ],
])("says where %j is", (problem, sentence) => {
  expect(describeLogProblem(problem)).toBe(sentence);
});
