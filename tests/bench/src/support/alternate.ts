import { median } from "./measure.js";

/**
 * Median milliseconds of two works that take turns, so that the machine treats them alike.
 *
 * @param turns of each that count; a fifth as many go before.
 */
export async function alternate(
  first: () => unknown,
  second: () => unknown,
  turns: number,
): Promise<{ firstMs: number; secondMs: number }> {
  const times: [number[], number[]] = [[], []];
  for (let turn = -turns / 5; turn < turns; turn += 1) {
    for (const side of turn % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const before = performance.now();
      await (side === 0 ? first() : second());
      if (turn >= 0) times[side].push(performance.now() - before);
    }
  }
  return { firstMs: median(times[0]), secondMs: median(times[1]) };
}
