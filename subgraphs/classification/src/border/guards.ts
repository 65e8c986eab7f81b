import { isRecord } from "@palier/service";

/** Guards for what other nodes send: nothing of it is believed before it is looked at. */

/**
 * Above any landlord's stock; the figures of four hundred landlords still add up within GraphQL's
 * Int, so no landlord can make a territory's total fail.
 */
const largestCount = 5_000_000;

/** Whether a value can be a number of sites or dwellings. */
export function isCount(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= largestCount;
}

/** 1 to 4, or 0 for undetermined. */
export function isLevel(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) <= 4;
}

/** Every item read, or null when the value is no list or one of its items cannot be read. */
export function listOf<T>(value: unknown, read: (item: unknown) => T | null): T[] | null {
  if (!Array.isArray(value)) return null;
  const items = value.map(read);
  return items.every((item) => item !== null) ? items : null;
}

export type TypeIndex = ReadonlyMap<unknown, Readonly<Record<string, unknown>> | null>;

/** The item of each type that stands in a list once; null for a type that stands there more often. */
export function onlyOfEachType(items: readonly unknown[]): TypeIndex {
  const byType = new Map<unknown, Readonly<Record<string, unknown>> | null>();
  for (const item of items) {
    if (!isRecord(item)) continue;
    byType.set(item.__typename, byType.has(item.__typename) ? null : item);
  }
  return byType;
}
