/** The levels in the order in which tables and charts show them; null is undetermined. */
export const levels = [4, 3, 2, 1, null] as const;
export type Level = (typeof levels)[number];

/** Custom properties of `styles/tokens.css`, for marks that are no elements of a page's text. */
export function levelColour(level: number | null | undefined): string {
  return `var(--level-${level ?? 0})`;
}

/** Of text on that colour. */
export function levelInk(level: number | null | undefined): string {
  return `var(--level-${level ?? 0}-ink)`;
}
