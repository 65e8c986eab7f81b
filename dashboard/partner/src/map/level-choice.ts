/** Levels that may be chosen, as buttons show them. */
export const choosable = [4, 3, 2, 1] as const;

/** `3,4` of an address; null for all, also where the address names none that exist. */
export function readLevels(text: string | null): readonly number[] | null {
  const named = (text ?? "").split(",");
  const chosen = choosable.filter((level) => named.includes(String(level)));
  return chosen.length === 0 || chosen.length === choosable.length ? null : chosen;
}

/** What the address says of a choice; null for all. */
export function writeLevels(chosen: Iterable<number | string>): string | null {
  const levels = readLevels([...chosen].join());
  return levels === null ? null : levels.toSorted().join();
}

/** What marks stand for, of an address: as the reader may choose it who is shown places. */
export function readMarkKind(text: string | null, hasPlaces: boolean): "SITES" | "AREAS" {
  return hasPlaces && text !== "areas" ? "SITES" : "AREAS";
}
