import { availableParallelism } from "node:os";

/** Mirrors the decorator settings of tsconfig.base.json. */
const swc = {
  swcrc: false,
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  module: { type: "es6" },
  sourceMaps: "inline",
};

/** Options shared by every kind of test. */
const base = {
  testEnvironment: "node",
  // Workspace packages resolve to their TypeScript source, so tests need no build.
  testEnvironmentOptions: { customExportConditions: ["@palier/source", "node", "node-addons"] },
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "\\.ts$": ["@swc/jest", swc] },
  setupFiles: ["reflect-metadata", "<rootDir>/tests/support/known-warnings.mjs"],
};

const withPostgres = {
  globalSetup: "<rootDir>/tests/support/start-postgres.mjs",
  globalTeardown: "<rootDir>/tests/support/stop-postgres.mjs",
};

/** @type {import("jest").Config} */
export default {
  // Nothing here takes a minute on a quiet machine; a shared one may be several times slower.
  testTimeout: 240_000,
  // Files share nothing but a database server, in which each has a database of its own.
  maxWorkers: Math.min(4, availableParallelism()),
  // Node 20 keeps the ES modules of every file that has run: a worker that is never replaced spends
  // more and more of its time in the garbage collector.
  workerIdleMemoryLimit: "700MB",
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
