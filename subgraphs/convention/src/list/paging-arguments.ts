import { BadUserInputError, largestPage, type Paging } from "@palier/schema";

/** Relay's arguments of a list. */
export interface PagingArguments {
  readonly first: number;
  readonly after?: string | null;
}

/**
 * @param problems What else cannot be used of a list's arguments; `false` stands for nothing.
 * @throws BadUserInputError naming, for each argument that cannot be used, what would be right.
 */
export function readPaging<Place>(
  { first, after = null }: PagingArguments,
  parseCursor: (cursor: string) => Place | null,
  problems: readonly (string | false)[],
): Paging<Place> {
  const place = after === null ? null : parseCursor(after);
  const all = [
    ...problems,
    (first < 1 || first > largestPage) && `\`first\` must be from 1 to ${largestPage}`,
    after !== null && place === null && "`after` must be the cursor of an edge of this list",
  ].filter((problem) => problem !== false);
  if (all.length > 0) throw new BadUserInputError(all.join("; "));
  return { first, after: place };
}
