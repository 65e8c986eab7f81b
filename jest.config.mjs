import { availableParallelism } from "node:os";

/** Options shared by every kind of test. */
const base = {
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  // Workspace packages resolve to their TypeScript source, so most tests need no build.
  runner: "<rootDir>/tests/support/runner/runner.mjs",
};

const withPostgres = {
  globalSetup: "<rootDir>/tests/support/start-postgres.mjs",
  globalTeardown: "<rootDir>/tests/support/stop-postgres.mjs",
};

/** @type {import("jest").Config} */
export default {
  // Files share nothing but a database server, in which each has a database of its own.
  // One more than cores: a third of a file's time is waiting, for another process or a clock.
  maxWorkers: Math.min(4, availableParallelism() + 1),
  projects: [
    {
      ...base,
      displayName: "unit",
      testMatch: ["**/src/**/*.test.ts", "<rootDir>/scripts/**/*.test.mjs"],
      testPathIgnorePatterns: [
        ...base.testPathIgnorePatterns,
        "\\.integration\\.test\\.ts$",
        "/tests/",
      ],
    },
    {
      ...base,
      ...withPostgres,
      displayName: "integration",
      testMatch: ["**/src/**/*.integration.test.ts"],
    },
    {
      ...base,
      ...withPostgres,
      displayName: "e2e",
      testMatch: ["<rootDir>/tests/{attacker,e2e,faults}/src/**/*.test.ts"],
    },
    {
      ...base,
      displayName: "browser",
      testMatch: ["<rootDir>/tests/browser/src/**/*.test.ts"],
      // Both run what was built: the platform as a user starts it.
      globalSetup: "<rootDir>/tests/browser/start-platform.mjs",
      globalTeardown: "<rootDir>/tests/browser/stop-platform.mjs",
      setupFilesAfterEnv: ["<rootDir>/tests/browser/src/close-after-tests.ts"],
    },
  ],
};
