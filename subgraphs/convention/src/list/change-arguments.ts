import {
  type ChangeSelection,
  type Month,
  monthNumber,
  monthText,
  parseChangeCursor,
} from "@palier/schema";
import type { PublishedMonths } from "../publication/published-months.js";
import { type PagingArguments, readPaging } from "./paging-arguments.js";

/** Arguments of `Territory.changes`. */
export interface ChangeArguments extends PagingArguments {
  readonly since?: string | null;
}

/** A selection of changes without the territory and the later month. */
export type ChangeFilter = Omit<ChangeSelection, "territory" | "month">;

/**
 * @param month The later month.
 * @returns Null where no month is named and the one before is not published: there is nothing to compare.
 * @throws BadUserInputError naming, for each argument that cannot be used, what would be right.
 */
export function changeFilter(
  args: ChangeArguments,
  month: Month,
  published: Pick<PublishedMonths, "holds" | "span">,
): ChangeFilter | null {
  const since = args.since ?? monthText(monthNumber(month) - 1);
  const isUsable = published.holds(since) && since < month;
  const isNamed = (args.since ?? null) !== null;
  const paging = readPaging(args, parseChangeCursor, [
    isNamed &&
      !isUsable &&
      `\`since\` must be a published month before ${month}: of ${published.span()}`,
  ]);
  return isUsable ? { since, landlord: null, ...paging } : null;
}
