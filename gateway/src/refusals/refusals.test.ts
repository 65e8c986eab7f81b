import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RefusalCounts } from "./refusal-counts.js";
import { exampleRefusal, exampleSender } from "./refusal-entry.fixture.js";
import { RefusalWriter } from "./refusal-writer.js";
import { Refusals } from "./refusals.js";
import { verifyRefusals } from "./verify-refusals.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-refusals-"));
});
afterEach(() => rm(folder, { recursive: true }));

it("keeps one whole chain of what is refused to many at once, and counts what one alone is refused", async () => {
  const log: string[] = [];
  const writer = await RefusalWriter.open(folder, { fileBytes: 2_000, files: 1_000 });
  const refusals = new Refusals(
    writer,
    () => 12,
    (line) => log.push(line),
  );
  const refuse = (subject: string, number: number) =>
    refusals.note({ ...exampleRefusal(number), viewer: exampleSender(subject) });
  const persons = Array.from({ length: 30 }, (_, person) => `agent-${person}`);
  await Promise.all(persons.map((person) => refuse(person, 1)));
  for (let number = 0; number < 100; number += 1) await refuse("agent-0", 2);
  await refusals.close();
  expect(await verifyRefusals(folder, { months: 12 })).toMatchObject({ isWhole: true });
  const counts = await new RefusalCounts(folder).ofWholeMonths(new Date(Date.UTC(2100, 0)));
  expect(counts.reduce((sum, { requests }) => sum + requests, 0)).toBe(130);
  expect(log).toEqual([]);
});
