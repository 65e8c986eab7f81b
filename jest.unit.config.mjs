import { availableParallelism } from "node:os";
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
  // They wait for nothing.
  maxWorkers: Math.min(4, availableParallelism()),
  globals: { propertyRuns: 10 },
};
