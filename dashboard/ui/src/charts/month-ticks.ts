const steps = [1, 3, 6, 12, 24, 60] as const;

/**
 * Months to name under a chart, as many as have room: each, or those that begin a quarter, a half
 * year, a year…
 */
export function monthTicks(months: readonly string[], mostTicks: number): string[] {
  for (const step of steps) {
    const ticks = months.filter((month) => monthNumber(month) % step === 0);
    if (ticks.length <= mostTicks) return ticks;
  }
  return [];
}

/** Months since the year 0. */
function monthNumber(month: string): number {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return year * 12 + number - 1;
}
