import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPalier } from "./testing/command.fixture.js";

let dataFolder: string;
beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "palier-command-"));
});
afterAll(() => rm(dataFolder, { recursive: true }));

it.each([
  [["compose", "--check"], 0, /supergraph\.graphql is current\.\n.*\bgraph\.graphql is current/],
  [["settings", "--check"], 0, /settings\.md is current/],
  [["--help"], 0, /Examples:/],
  [["start", "--port", "70000"], 2, /A port is a number/],
  [["import", "x.csv"], 2, /--landlord/],
  [["close-month", "2026-13", "--landlord", "lisiere"], 2, /YYYY-MM/],
  [["nonsense"], 2, /unknown command/],
  [["start", "--convention", "/no/such/convention.yaml"], 1, /there is no such file/],
  [["convention", "check", "/no/such/convention.yaml"], 1, /there is no such file/],
  [["convention", "sign", "x.yaml"], 2, /--landlord/],
  [["partner", "pause", "nobody", "--landlord", "lisiere"], 1, /no partner "nobody"/],
  [["audit", "list", "--landlord", "lisiere", "--since", "soon"], 2, /Write a day as/],
  [["keys", "rotate"], 1, /no keys to rotate: .* does not exist/],
] as const)("palier %j ends with %i", async (args, exitCode, text) => {
  const run = await runPalier(args, { dataFolder });
  const output = run.printed + run.complained;
  expect([run.exitCode, output]).toEqual([exitCode, expect.stringMatching(text)]);
  expect(output).not.toMatch(/^\s+at /m);
});
