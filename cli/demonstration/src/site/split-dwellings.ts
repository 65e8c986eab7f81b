import type { Random } from "../record/random.js";

/** Sizes of sites: small ones are more frequent the higher the skew. */
export interface SizeRange {
  readonly least: number;
  readonly most: number;
  readonly skew: 1 | 2 | 3;
}

/** Sizes that add up to the total; their number follows from the range. */
export function splitDwellings(total: number, range: SizeRange, random: Random): number[] {
  const sizes: number[] = [];
  let left = total;
  while (left > 0) {
    const size = Math.min(left, drawSize(range, random));
    const rest = left - size;
    // Too little for a site of its own goes to the last one.
    sizes.push(rest < range.least ? left : size);
    left = rest < range.least ? 0 : rest;
  }
  return sizes;
}

/** Exactly `count` sizes that add up to exactly `total`. */
export function splitIntoExactly(
  count: number,
  total: number,
  range: SizeRange,
  random: Random,
): number[] {
  if (total < count * range.least || total > count * range.most) {
    throw new Error(
      `${total} dwellings do not make ${count} sites of ${range.least} to ${range.most}`,
    );
  }
  const sizes = Array.from({ length: count }, () => drawSize(range, random));
  let missing = total - sizes.reduce((sum, size) => sum + size, 0);
  while (missing !== 0) {
    const step = Math.sign(missing);
    const index = random.integer(0, count - 1);
    const size = (sizes[index] ?? 0) + step;
    if (size < range.least || size > range.most) continue;
    sizes[index] = size;
    missing -= step;
  }
  return sizes;
}

function drawSize({ least, most, skew }: SizeRange, random: Random): number {
  let share = random.next();
  if (skew >= 2) share *= random.next() + (1 - share) * 0.25;
  if (skew === 3) share *= 0.35 + 0.65 * random.next();
  return least + Math.floor(share * (most - least + 1));
}
