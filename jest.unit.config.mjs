import all from "./jest.config.mjs";

const { testMatch, testPathIgnorePatterns, displayName } = all.projects[0];

/**
 * The unit project on a runner that loads a module once for all files. `npm test` runs the same files
 * with each in a world of its own.
 *
 * @type {import("jest").Config}
 */
export default {
  displayName,
  testMatch,
  testPathIgnorePatterns,
  maxWorkers: all.maxWorkers,
  runner: "<rootDir>/tests/support/unit/runner.mjs",
};
