import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exampleRefusal } from "./refusal-entry.fixture.js";
import { RefusalWriter } from "./refusal-writer.js";
import { type RefusalVerdict, verifyRefusals } from "./verify-refusals.js";

const bounds = { fileBytes: 1_000_000, files: 10 };
let folder: string;
let writers: RefusalWriter[];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-refusals-"));
  writers = [];
});
afterEach(async () => {
  await Promise.all(writers.map((writer) => writer.close()));
  await rm(folder, { recursive: true });
});

async function open(changes: Partial<typeof bounds> = {}): Promise<RefusalWriter> {
  const writer = await RefusalWriter.open(folder, { ...bounds, ...changes });
  writers.push(writer);
  return writer;
}
const verify = (kept?: NonNullable<RefusalVerdict["last"]>) =>
  verifyRefusals(folder, { kept: kept ?? null, months: 12 });
const files = async () => (await readdir(folder)).filter((name) => name.endsWith(".jsonl")).sort();
const linesOf = async (name: string) =>
  (await readFile(join(folder, name), "utf8")).trimEnd().split("\n");
async function rewrite(name: string, change: (lines: string[]) => string[]): Promise<void> {
  await writeFile(join(folder, name), `${change(await linesOf(name)).join("\n")}\n`);
}

it("writes a chain that verifies, over restarts too", async () => {
  const first = await open();
  await first.append([exampleRefusal(1), exampleRefusal(2)]);
  await first.close();
  await (await open()).append([exampleRefusal(3)]);
  const verdict = await verify();
  expect(verdict).toMatchObject({ isWhole: true, entries: 3, removedUntil: 0, problems: [] });
  expect(verdict.last?.sequence).toBe(3);
});

it("goes on after the last whole line when a process was killed while it wrote", async () => {
  await (await open()).append([exampleRefusal(1), exampleRefusal(2)]);
  const [name = ""] = await files();
  const [line = ""] = await linesOf(name);
  await appendFile(join(folder, name), line.slice(0, 80));
  await (await open()).append([exampleRefusal(3)]);
  expect(await verify()).toMatchObject({ isWhole: true, entries: 3 });
  await appendFile(join(folder, name), line);
  await (await open()).append([exampleRefusal(4)]);
  expect(await verify()).toMatchObject({ isWhole: true, entries: 4 });
});

it.each([
  {
    what: "an entry that was changed",
    change: (lines: string[]) => lines.map((line) => line.replace("Probe2", "Probe9")),
    problem: "entry 2 is not what was written",
  },
  {
    what: "an entry that was removed",
    change: (lines: string[]) => lines.toSpliced(1, 1),
    problem: "entry 3 stands after entry 1",
  },
  {
    what: "an entry that was repeated",
    change: (lines: string[]) => lines.flatMap((line) => [line, line]),
    problem: "entry 1 stands after entry 1",
  },
  {
    what: "the first entries gone without a word",
    change: (lines: string[]) => lines.slice(1),
    problem: "entries up to 1 are gone, and no entry says that they were removed",
  },
  {
    what: "a line that is none",
    change: (lines: string[]) => ["{}", ...lines],
    problem: "a line after entry 0 is none of the log",
  },
])("finds $what", async ({ change, problem }) => {
  await (await open()).append([1, 2, 3].map((number) => exampleRefusal(number)));
  const [name = ""] = await files();
  await rewrite(name, change);
  const { isWhole, problems } = await verify();
  expect({ isWhole, first: problems[0] }).toEqual({ isWhole: false, first: problem });
});

it("finds an end that was cut off, or a log written anew, by the hash that was kept", async () => {
  await (await open()).append([1, 2, 3].map((number) => exampleRefusal(number)));
  const { last } = await verify();
  const [name = ""] = await files();
  await rewrite(name, (lines) => lines.slice(0, 2));
  expect(await verify()).toMatchObject({ isWhole: true });
  expect((await verify(last ?? undefined)).problems).toEqual([
    "entry 3 is not the one whose hash was kept",
  ]);
});

it("seals each entry with a salt of its own: what is left of one confirms no guess", async () => {
  await (await open()).append([exampleRefusal(1), exampleRefusal(1)]);
  const [name = ""] = await files();
  const links = (await linesOf(name)).map((line) => JSON.parse(line));
  expect(links[0].entry).toEqual(links[1].entry);
  expect(links[0].digest).not.toBe(links[1].digest);
});

it("removes whole files once all their entries are older than the convention keeps them, and says so", async () => {
  const writer = await open();
  const at = (month: number) => new Date(Date.UTC(2026, month, 3));
  await writer.append([exampleRefusal(1, { at: at(0) }), exampleRefusal(2, { at: at(0) })]);
  await writer.append([exampleRefusal(3, { at: at(1) })]);
  expect(await files()).toHaveLength(2);
  await writer.removeOlder(12, new Date(Date.UTC(2027, 0, 2)));
  expect(await files()).toHaveLength(2);
  await writer.removeOlder(12, new Date(Date.UTC(2027, 0, 4)));
  const verdict = await verify();
  expect(verdict).toMatchObject({ isWhole: true, removedUntil: 2, problems: [] });
  expect(await files()).toEqual(["refusals-000000000003.jsonl"]);
  await writer.removeOlder(12, new Date(Date.UTC(2028, 0, 5)));
  expect(await verify()).toMatchObject({ isWhole: true, removedUntil: 4 });
});

it("finds a removal of what the convention keeps longer", async () => {
  const writer = await open();
  await writer.append([exampleRefusal(1)]);
  await writer.removeOlder(1, new Date(Date.UTC(2027, 0, 4)));
  expect((await verify()).problems).toEqual([
    "entry 2 says that entries 1 to 1 were removed, which the convention keeps for 12 months",
  ]);
});

it("never holds more than its files, and says what went for want of room", async () => {
  const writer = await open({ fileBytes: 1, files: 3 });
  for (let number = 1; number <= 20; number += 1) await writer.append([exampleRefusal(number)]);
  expect((await files()).length).toBeLessThanOrEqual(4);
  expect(await verify()).toMatchObject({ isWhole: true });
  expect((await verify()).removedUntil).toBeGreaterThan(10);
});

it("writes nothing where another process writes too: one chain has one writer", async () => {
  const [one, other] = [await open(), await open()];
  await one.append([exampleRefusal(1)]);
  await expect(other.append([exampleRefusal(2)])).rejects.toThrow("another process writes");
  await one.append([exampleRefusal(3)]);
  expect(await verify()).toMatchObject({ isWhole: true, entries: 2 });
});
