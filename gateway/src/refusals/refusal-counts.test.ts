import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RefusalCounts } from "./refusal-counts.js";
import { exampleRefusal } from "./refusal-entry.fixture.js";
import { RefusalWriter } from "./refusal-writer.js";

let folder: string;
let writer: RefusalWriter;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-refusals-"));
  writer = await RefusalWriter.open(folder, { fileBytes: 1_000_000, files: 10 });
});
afterEach(async () => {
  await writer.close();
  await rm(folder, { recursive: true });
});

const at = (month: number, day = 3) => new Date(Date.UTC(2026, month - 1, day));
const refused = (when: Date, reason = "FORBIDDEN") => ({
  ...exampleRefusal(1, { at: when }),
  reason,
});
const counted = async (now: Date) =>
  (await new RefusalCounts(folder).ofWholeMonths(now)).map(
    ({ month, reason, requests }) => `${month} ${requests} ${reason}`,
  );

it("tells a month once it is over, the latest first", async () => {
  await writer.append([refused(at(9)), refused(at(9, 30)), refused(at(10))]);
  expect(await counted(at(9, 30))).toEqual([]);
  expect(await counted(at(10, 31))).toEqual(["2026-09 2 FORBIDDEN"]);
  expect(await counted(at(11, 1))).toEqual(["2026-10 1 FORBIDDEN", "2026-09 2 FORBIDDEN"]);
});

it("counts what an entry counts, by reason", async () => {
  const many =
    "31 more refused requests since 2026-09-03T00:00:00.000Z: 30 × FORBIDDEN, 1 × TOO_COSTLY";
  await writer.append([refused(at(9)), refused(at(9), many)]);
  expect(await counted(at(10))).toEqual(["2026-09 31 FORBIDDEN", "2026-09 1 TOO_COSTLY"]);
});

it("says nothing of a month of which something was removed: half a count is a wrong one", async () => {
  await writer.append([refused(at(8))]);
  await writer.append([refused(at(9))]);
  await writer.removeOlder(1, at(10, 2));
  expect(await counted(at(11))).toEqual(["2026-09 1 FORBIDDEN"]);
});

it("loses no request when there are more reasons than it tells apart", async () => {
  await writer.append(
    Array.from({ length: 120 }, (_, number) => refused(at(9), `REASON_${number}`)),
  );
  const counts = await new RefusalCounts(folder).ofWholeMonths(at(10));
  expect(counts.reduce((sum, { requests }) => sum + requests, 0)).toBe(120);
  expect(counts.at(-1)).toMatchObject({ reason: "OTHER", requests: 70 });
});
