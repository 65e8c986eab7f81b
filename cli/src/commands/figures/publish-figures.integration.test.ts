import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore, recordSignature } from "@palier/landlord-store";
import { type Convention, generateSigningKey, signConvention } from "@palier/schema";
import { exampleConvention } from "@palier/schema/testing";
import { createDatabase } from "@palier/test-support";
import { type CommandRun, runPalier } from "../../testing/command.fixture.js";

let folder: string;
let databaseUrl: string;
const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, "0"));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-public-"));
  databaseUrl = await createDatabase();
  await file("sites.csv", [
    "reference,name,commune,dwellings",
    ...["A,Les A,77288,60", "B,Les B,77288,60", "C,Les C,77285,60"],
  ]);
  await done("sites", "import", join(folder, "sites.csv"));
  await told("year", [
    ...months.flatMap((month) => Array.from({ length: 6 }, () => `B,2025-${month}-05,NOISE`)),
    ...Array.from({ length: 2 }, () => "A,2025-03-07,THREAT"),
  ]);
});
afterAll(() => rm(folder, { recursive: true }));

const file = (name: string, lines: readonly string[]) =>
  writeFile(join(folder, name), `${lines.join("\n")}\n`);

function run(...args: readonly string[]): Promise<CommandRun> {
  return runPalier([...args, "--landlord", "lisiere"], { databaseUrl });
}

async function done(...args: readonly string[]): Promise<void> {
  const result = await run(...args);
  if (result.exitCode !== 0) throw new Error(result.complained);
}

async function told(name: string, rows: readonly string[]): Promise<void> {
  const lines = rows.map((row, index) => `${name}-${index},${row}`);
  await file(`${name}.csv`, ["reference,site,day,category", ...lines]);
  await done("import", join(folder, `${name}.csv`));
}

async function sign(changes: Partial<Convention>): Promise<void> {
  // The command asks the clock whether it is in force.
  const validity = { ...exampleConvention.validity, until: "2999-12-31" };
  const convention = { ...exampleConvention, validity, ...changes };
  const key = await generateSigningKey();
  const signature = await signConvention(convention, "lisiere", key);
  const store = await openStore(databaseUrl, "lisiere");
  await recordSignature(store, convention, signature, key.x);
  await store.destroy();
}

const publish = (to: string) =>
  run("figures", "publish", "--year", "2025", "--output", join(folder, to));
const read = (of: string, ending: string) =>
  readFile(join(folder, of, `figures-lisiere-2025.${ending}`), "utf8");

it("publishes nothing without the term, nor of a year with open months", async () => {
  expect((await publish("none")).complained).toContain("NO_TERM: ");
  const publication = { from: "2025-01", afterDays: 0 } as const;
  await sign({ publication });
  expect((await publish("none")).complained).toContain("NO_TERM: ");
  const publicFigures = { grain: "COMMUNE", threshold: 10, rounding: 5 } as const;
  await sign({ publication, publicFigures, version: exampleConvention.version + 1 });
  for (const month of months.slice(0, 10)) await done("close-month", `2025-${month}`);
  const refused = await publish("none");
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.complained).toContain(
    "MONTHS_NOT_CLOSED: figures are of twelve closed months: 2025-11, 2025-12.",
  );
  await expect(read("none", "csv")).rejects.toThrow("ENOENT");
});

it("writes the same figures each time, and replaces none", async () => {
  for (const month of months.slice(10)) await done("close-month", `2025-${month}`);
  const published = await publish("first");
  expect(published).toMatchObject({ exitCode: 0, complained: "" });
  const csv = await read("first", "csv");
  // 72, of which each month's six are shown; two threats; nothing in the other commune.
  expect(csv).toContain("lisiere,2025,COMMUNE,77288,INCIVILITY,VALUE,70,no\r\n");
  expect(csv).toContain("lisiere,2025,COMMUNE,77285,INCIVILITY,ZERO,0,no\r\n");
  expect(csv.match(/,WITHHELD,,no\r\n/g)).toHaveLength(1);
  const note = JSON.parse(await read("first", "json"));
  expect(note).toMatchObject({
    ...{ landlord: "lisiere", year: 2025, grain: "COMMUNE", threshold: 10, rounding: 5 },
    convention: { version: exampleConvention.version + 1, hash: expect.stringMatching(/^sha256-/) },
    figures: { shown: 1, withheld: 1, restated: 0 },
  });
  expect((await publish("first")).complained).toContain("it exists already and is not replaced");
  await publish("second");
  for (const ending of ["csv", "json"]) {
    expect(await read("second", ending)).toBe(await read("first", ending));
  }
});

it("marks what a reopened month made another", async () => {
  await done("reopen-month", "2025-06", "--reason", "LATE_INCIDENTS", "--yes");
  expect((await publish("open")).complained).toContain("closed months: 2025-06.");
  await told(
    "late",
    Array.from({ length: 5 }, () => "B,2025-06-09,NOISE"),
  );
  await done("close-month", "2025-06", "--yes");
  await publish("third");
  const csv = await read("third", "csv");
  expect(csv).toContain("lisiere,2025,COMMUNE,77288,INCIVILITY,VALUE,75,yes\r\n");
  expect(csv).toContain("lisiere,2025,COMMUNE,77285,INCIVILITY,ZERO,0,no\r\n");
});
