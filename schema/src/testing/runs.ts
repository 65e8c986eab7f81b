import fc from "fast-check";

/** fast-check's own number of runs. */
const usual = 100;

/** How often to run what `npm test` runs so many times: less often where fast-check is told to. */
export function runs(times: number): number {
  const { numRuns = usual } = fc.readConfigureGlobal();
  return Math.ceil((times * numRuns) / usual);
}
