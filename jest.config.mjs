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

/** Options shared by the three kinds of test. */
const base = {
  testEnvironment: "node",
  // Workspace packages resolve to their TypeScript source, so tests need no build.
  testEnvironmentOptions: { customExportConditions: ["@palier/source", "node", "node-addons"] },
  testPathIgnorePatterns: ["/node_modules/", "/dist/"],
  modulePathIgnorePatterns: ["/dist/"],
  extensionsToTreatAsEsm: [".ts"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "\\.ts$": ["@swc/jest", swc] },
  setupFiles: ["reflect-metadata"],
};

const withPostgres = {
  globalSetup: "<rootDir>/tests/support/start-postgres.mjs",
  globalTeardown: "<rootDir>/tests/support/stop-postgres.mjs",
};

/** @type {import("jest").Config} */
export default {
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: "unit",
      testMatch: ["**/src/**/*.test.ts"],
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
      testMatch: ["<rootDir>/tests/e2e/src/**/*.test.ts"],
    },
  ],
};
