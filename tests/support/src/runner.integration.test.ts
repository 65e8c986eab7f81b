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

interface RunOptions {
  readonly args?: readonly string[];
  readonly nodeOptions?: string;
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** Runs these test files as `npm test` does. */
async function run(
  files: Readonly<Record<string, string>>,
  { args = [], nodeOptions = "", settings = {} }: RunOptions = {},
) {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const config = {
    rootDir: folder,
    runner,
    testMatch: ["**/*.test.*"],
    maxWorkers: 2,
    ...settings,
  };
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

/** What is wrong with a file, its text, and what is told of it. */
const wrongFiles = [
  ["cannot be imported", `import "./nowhere.mjs";\n`, "nowhere.mjs"],
  ["ends its process", `it("ends", () => process.exit(0));\n`, "tests ended (0)"],
  [
    "throws where no test sees it",
    `it("leaves", async () => { void Promise.reject(new Error("lost")); await new Promise(setImmediate); throw new Error("failed as well"); });\n`,
    "lost",
  ],
  [
    "has a hook that fails",
    `afterAll(() => { throw new Error("hook"); });\nit("a", () => {});\n`,
    "hook",
  ],
  ["registers no test", "export {};\n", "must contain at least one test"],
  [
    "makes fewer assertions than it says",
    `it("says", () => { expect.assertions(2); expect(1).toBe(1); });\n`,
    "Expected two assertions to be called but received one assertion call",
  ],
  [
    "makes no assertion though it says so",
    `it("says", () => expect.hasAssertions());\n`,
    "Expected at least one assertion",
  ],
] as const;

it(`fails with each file that ${wrongFiles.map(([wrong]) => wrong).join(", ")}, and runs the others`, async () => {
  const files = wrongFiles.map(([, text], place) => [`${place}.test.mjs`, text] as const);
  const { exitCode, said } = await run(
    { ...Object.fromEntries(files), "good.test.mjs": `it("holds", () => {});\n` },
    { args: ["--runInBand"] },
  );
  expect(exitCode).toBe(1);
  // Of each file what is told, from its own line on.
  const told = said.split(/^FAIL (?=.*\d\.test\.mjs)/m);
  for (const [place, [, , reason]] of wrongFiles.entries()) {
    const ofFile = told.filter((text) => /^.*/.exec(text)?.[0].includes(`${place}.test.mjs`));
    expect(ofFile.join("\n")).toContain(reason);
  }
  // What failed where a rejection was lost is told beside it: one may have come of the other.
  expect(said).toMatch(/● leaves\s+Error: failed as well/);
  expect(said).toMatch(/Test Suites: +7 failed, 1 passed, 8 total/);
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

it("ends a file that awaits what never comes or loops while it is imported, and runs the others", async () => {
  const { exitCode, said } = await run(
    {
      "a.test.mjs": "await new Promise(() => setInterval(() => {}, 1000));\n",
      "b.test.mjs": "for (;;);\n",
      "c.test.mjs": `it("holds", () => {});\n`,
    },
    { args: ["--runInBand"], settings: { globals: { fileLimitMs: 3000 } } },
  );
  expect(exitCode).toBe(1);
  const tooLong = said.match(/This file took longer than 3 s, and its process was killed/g);
  expect(tooLong?.length).toBeGreaterThanOrEqual(2);
  expect(said).toMatch(/Test Suites: +2 failed, 1 passed, 3 total/);
});

it("lets no failed test go on beside the next file", async () => {
  const { said } = await run(
    {
      "a.test.mjs": `it("goes on", () => new Promise(() => {
        globalThis.goesOn = true;
      }), 50);\n`,
      "b.test.mjs": `it("is alone", () => expect(globalThis.goesOn).toBeUndefined());\n`,
    },
    { args: ["--runInBand"] },
  );
  expect(said).toMatch(/Tests: +1 failed, 1 passed, 2 total/);
});

it.each([
  ["fails with what is rejected after the last file", "b.test.mjs"],
  ["fails with what is rejected between two files", "a.test.mjs"],
])("%s", async (_, name) => {
  const { exitCode, said } = await run(
    {
      "a.test.mjs": `it("holds", () => {});\n`,
      "b.test.mjs": `it("holds", () => {});\n`,
      [name]: `const { send } = process;
        process.send = (outcome) => {
          process.send = send;
          process.send(outcome);
          void Promise.reject(new Error("lost late"));
        };
        it("leaves", () => {});\n`,
    },
    { args: ["--runInBand"] },
  );
  expect(said).toContain("lost late");
  expect(said).toMatch(/Test Suites: +1 failed, 1 passed, 2 total/);
  expect(exitCode).toBe(1);
});

it("does the setup for each file, in the process they share too", async () => {
  await writeFile(
    join(folder, "setup.mjs"),
    "export default () => { globalThis.setups = (globalThis.setups ?? 0) + 1; };\n",
  );
  const told = (letter: string) =>
    `it("tells", () => console.log("${letter}", process.pid, globalThis.setups));\n`;
  const { exitCode, said } = await run(
    { "a.test.mjs": told("a"), "b.test.mjs": told("b") },
    { args: ["--runInBand"], settings: { setupFilesAfterEnv: ["<rootDir>/setup.mjs"] } },
  );
  expect(exitCode).toBe(0);
  const printed = [...said.matchAll(/^[ab] (\d+) (\d)$/gm)];
  expect(new Set(printed.map(([, pid]) => pid)).size).toBe(1);
  expect(printed.map(([, , setups]) => setups)).toEqual(["1", "2"]);
});

it("prints nothing of a silent run's files that pass, whoever writes, and all of one that fails", async () => {
  const told = `import { spawnSync } from "node:child_process";
    it("prints", () => {
      console.log("printed"); console.info("printed"); console.warn("printed"); console.error("printed");
      spawnSync(process.execPath, ["-e", "console.error('printed by a child')"], { stdio: "inherit" });
      const log = jest.spyOn(console, "log");
      console.log("seen");
      expect(log).toHaveBeenCalledWith("seen");
    });\n`;
  const silent = await run({ "a.test.mjs": told }, { args: ["--silent"] });
  expect(silent.exitCode).toBe(0);
  expect(silent.said).not.toContain("printed");
  expect((await run({ "a.test.mjs": told })).said).toContain("printed by a child");
  const failing = {
    "b.test.mjs": told.replace("printed by", "wanted of").replace('("seen")', '("no")'),
  };
  const { said } = await run(failing, { args: ["--silent", "--runInBand"] });
  expect(said).toContain("wanted of a child");
  expect(said).not.toContain("printed by a child");
});

it("tells how long a file took by the real clock", async () => {
  const { exitCode, said } = await run({
    "a.test.mjs": `it("waits an hour", () => {
      jest.useFakeTimers();
      jest.advanceTimersByTime(3_600_000);
    });\n`,
  });
  expect(said).toMatch(/^PASS .*a\.test\.mjs(?! \(3\d\d\d)/m);
  expect(exitCode).toBe(0);
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

it("stops, and says so, when its processes do not come to start", async () => {
  await writeFile(
    join(folder, "hangs.mjs"),
    "if (/runner.worker/.test(process.argv[1])) await new Promise(() => setInterval(() => {}, 1000));\n",
  );
  const { exitCode, said } = await run(
    { "a.test.mjs": `it("a", () => {});\n`, "b.test.mjs": `it("b", () => {});\n` },
    {
      nodeOptions: `--import=${join(folder, "hangs.mjs")}`,
      settings: { globals: { startLimitMs: 2000 } },
    },
  );
  expect(exitCode).toBe(1);
  expect(said).toContain("The process for tests did not start within 2 s, and was killed");
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
