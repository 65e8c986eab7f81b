import { isLandlordSlug } from "@palier/schema";
import { isRecord } from "@palier/service";
import { isCount, listOf } from "../border/guards.js";
import type { Expected } from "./landlord-answer.js";

/**
 * The landlords that are due, in the convention's order.
 *
 * @throws Error when the convention does not say so as the contract has it.
 */
export function readExpected(value: unknown): Expected[] {
  const expected = listOf(value, (item) => {
    if (!isRecord(item)) return null;
    const { landlord, contribution, dwellings, least, most } = item;
    if (!isLandlordSlug(landlord) || typeof contribution !== "string") return null;
    const areCounts = isCount(dwellings) && isCount(least) && isCount(most);
    return areCounts ? { landlord, contribution, dwellings, least, most } : null;
  });
  const slugs = new Set(expected?.map(({ landlord }) => landlord));
  if (expected === null || slugs.size < expected.length) {
    throw new Error("A representation without the landlords expected");
  }
  return expected;
}
