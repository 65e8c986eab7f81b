import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "palier-summary-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What continuous integration prints of one file with tests of these outcomes. */
function summaryOf(...statuses) {
  const count = (wanted) => statuses.filter((status) => status === wanted).length;
  const assertionResults = statuses.map((status, index) => ({
    fullName: `test ${index + 1}`,
    status,
    failureMessages: status === "failed" ? ["it is not so"] : [],
  }));
  const file = join(folder, "jest.json");
  writeFileSync(
    file,
    JSON.stringify({
      numPassedTests: count("passed"),
      numFailedTests: count("failed"),
      numRuntimeErrorTestSuites: 0,
      testResults: [
        { name: join(process.cwd(), "a.test.ts"), status: "passed", message: "", assertionResults },
      ],
    }),
  );
  const exitCode = count("failed") === 0 ? "0" : "1";
  const run = spawnSync(process.execPath, [".ci/summary.mjs", file, exitCode], {
    encoding: "utf8",
  });
  return { lines: run.stdout.trimEnd().split("\n"), exitCode: run.status };
}

it("names what was skipped before its last line", () => {
  expect(summaryOf("passed", "pending", "todo", "passed")).toEqual({
    lines: ["2 skipped: a.test.ts › test 2; a.test.ts › test 3", "2 passed, 0 failed"],
    exitCode: 0,
  });
});

it("says nothing of skipped tests when there are none", () => {
  expect(summaryOf("passed")).toEqual({ lines: ["1 passed, 0 failed"], exitCode: 0 });
});

it("says what failed, too", () => {
  const { lines, exitCode } = summaryOf("passed", "failed", "pending");
  expect(lines.slice(1)).toEqual([
    "FAILED a.test.ts › test 2",
    "  it is not so",
    "1 skipped: a.test.ts › test 3",
    "1 passed, 1 failed",
  ]);
  expect(exitCode).toBe(1);
});
