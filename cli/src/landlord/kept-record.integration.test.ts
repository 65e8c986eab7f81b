import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPalier } from "../testing/command.fixture.js";

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "palier-kept-"));
});
afterAll(() => rm(dataFolder, { recursive: true }));

// lisiere is of the demonstration, whose databases other commands make on first use.
it.each([
  { command: ["purge"] },
  { command: ["purge", "list"] },
  { command: ["audit", "purge"] },
  { command: ["backup", "--recipient", "age1"] },
  { command: ["export", "--output", "/nonexistent/export"] },
  { command: ["erase", "--text", "Dupont", "--yes"] },
  { command: ["systems", "load"] },
])("makes no empty record where DATABASE_URL was forgotten: $command", async ({ command }) => {
  const run = await runPalier([...command, "--landlord", "lisiere"], { dataFolder });
  expect(run).toMatchObject({ exitCode: 1, printed: "" });
  expect(run.complained).toContain(
    'There is no record of "lisiere" here: DATABASE_URL is not set, and ',
  );
  expect(await readdir(dataFolder)).toEqual([]);
});
