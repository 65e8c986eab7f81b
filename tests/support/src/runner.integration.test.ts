import { spawn } from "node:child_process";
import { mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const runner = fileURLToPath(new URL("../runner/runner.mjs", import.meta.url));
const root = fileURLToPath(new URL("../../..", import.meta.url));
const jestCommand = join(root, "node_modules/jest/bin/jest.js");

let folder: string;

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), "palier-runner-")));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs these test files as `npm test` does. */
async function run(
  files: Readonly<Record<string, string>>,
  { args = [], nodeOptions = "" }: { args?: readonly string[]; nodeOptions?: string } = {},
) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const config = { rootDir: folder, runner, testMatch: ["**/*.test.*"], maxWorkers: 2 };
  const child = spawn(
    process.execPath,
    [jestCommand, "--config", JSON.stringify(config), "--no-cache", ...args],
    { cwd: folder, env: { ...process.env, NODE_OPTIONS: nodeOptions, FORCE_COLOR: "0" } },
  );
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk) => {
      said += chunk;
    });
  }
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { exitCode, said };
}

it("passes where every test passes, TypeScript and its imports included", async () => {
  const { exitCode, said } = await run({
    "sum.ts": "export const sum = (a: number, b: number): number => a + b;\n",
    "sum.test.ts": `import { sum } from "./sum.js";\nit.each([[1, 2, 3]])("adds %i and %i", (a, b, c) => expect(sum(a, b)).toBe(c));\n`,
  });
  expect(said).toMatch(/Tests: +1 passed, 1 total/);
  expect(exitCode).toBe(0);
});

it("fails with one failing test, which it names with its line", async () => {
  const { exitCode, said } = await run({
    "good.test.mjs": `it("holds", () => {});\n`,
    "bad.test.ts": `interface Unused { a: 1 }\n\nit("breaks", () => {\n  expect(1 as number).toBe(2);\n});\n`,
  });
  expect(exitCode).toBe(1);
  expect(said).toContain("● breaks");
  expect(said).toMatch(/bad\.test\.ts:4:\d+/);
  expect(said).toMatch(/Tests: +1 failed, 1 passed, 2 total/);
});

it.each([
  ["cannot be imported", `import "./nowhere.mjs";\n`, "nowhere.mjs"],
  ["ends its process", `it("ends", () => process.exit(0));\n`, "tests ended (0)"],
  [
    "throws where no test sees it",
    `it("leaves", async () => { void Promise.reject(new Error("lost")); await new Promise(setImmediate); });\n`,
    "lost",
  ],
  [
    "has a hook that fails",
    `afterAll(() => { throw new Error("hook"); });\nit("a", () => {});\n`,
    "hook",
  ],
])("fails with a file that %s, and runs the others", async (_, text, reason) => {
  const { exitCode, said } = await run(
    { "a.test.mjs": text, "b.test.mjs": `it("holds", () => {});\n` },
    { args: ["--runInBand"] },
  );
  expect(exitCode).toBe(1);
  expect(said).toContain(reason);
  expect(said).toMatch(/Test Suites: +1 failed, 1 passed, 2 total/);
});

it("takes a rejection that a test awaits later for awaited", async () => {
  const { exitCode, said } = await run({
    "late.test.mjs": `it("awaits", async () => {
        const lost = Promise.reject(new Error("lost"));
        await new Promise((resolve) => setTimeout(resolve, 5));
        await expect(lost).rejects.toThrow("lost");
      });\n`,
  });
  expect(said).toMatch(/Tests: +1 passed, 1 total/);
  expect(exitCode).toBe(0);
});

it("gives a file that says so a process of its own", async () => {
  const pid = (comment: string) =>
    `${comment}it("is", () => { console.log("pid", process.pid, globalThis.left); globalThis.left = "left"; });\n`;
  const { said } = await run(
    {
      "a.test.mjs": pid(""),
      "b.test.mjs": pid("/** @own-process */\n"),
      "c.test.mjs": pid(""),
    },
    { args: ["--runInBand"] },
  );
  const printed = [...said.matchAll(/pid (\d+) (\w+)/g)];
  expect(new Set(printed.map(([, one]) => one)).size).toBeGreaterThan(1);
  expect(said).toMatch(/Tests: +3 passed, 3 total/);
});

it("leaves nothing of one file to the next: mocks, clock, environment", async () => {
  const { exitCode, said } = await run(
    {
      "a.test.mjs": `import { jest } from "@jest/globals";
        jest.spyOn(Math, "random").mockReturnValue(0.5);
        jest.useFakeTimers({ now: 0 });
        process.env.LEFT_BEHIND = "1";
        it("sees its own", () => expect([Math.random(), Date.now()]).toEqual([0.5, 0]));\n`,
      "b.test.mjs": `it("sees the world", () => {
        expect(Math.random()).not.toBe(0.5);
        expect(Date.now()).toBeGreaterThan(1e12);
        expect(process.env.LEFT_BEHIND).toBeUndefined();
      });\n`,
    },
    { args: ["--runInBand"] },
  );
  expect(said).toMatch(/Tests: +2 passed, 2 total/);
  expect(exitCode).toBe(0);
});

it("runs the tests of a name and the files of a pattern alone", async () => {
  const { exitCode, said } = await run(
    {
      "one.test.mjs": `it("wanted", () => {});\nit("broken", () => { throw new Error(); });\n`,
      "other.test.mjs": `it("wanted", () => { throw new Error(); });\n`,
    },
    { args: ["--testPathPatterns", "one", "-t", "wanted"] },
  );
  expect(said).toMatch(/Tests: +1 skipped, 1 passed, 2 total/);
  expect(exitCode).toBe(0);
});

it("stops at once, and says so, when its processes cannot start", async () => {
  await writeFile(
    join(folder, "ends.mjs"),
    "if (/runner.worker/.test(process.argv[1])) process.exit(7);\n",
  );
  const { exitCode, said } = await run(
    { "a.test.mjs": `it("a", () => {});\n`, "b.test.mjs": `it("b", () => {});\n` },
    { nodeOptions: `--import=${join(folder, "ends.mjs")}` },
  );
  expect(exitCode).toBe(1);
  expect(said).toContain("The process for tests ended before any test (7)");
});
