/** Time since `startedAt` (performance.now(), milliseconds) as text, e.g. "3.2 s". */
export function seconds(startedAt: number, decimals = 1): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(decimals)} s`;
}
