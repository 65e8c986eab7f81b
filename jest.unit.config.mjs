import all from "./jest.config.mjs";

const [unit] = all.projects;

/**
 * The unit project with properties tried as often as does while one works; `npm test` tries each as often as
 * it says.
 *
 * @type {import("jest").Config}
 */
export default {
  ...unit,
  maxWorkers: all.maxWorkers,
  globals: { propertyRuns: 10 },
};
