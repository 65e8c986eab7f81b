import { noTerritory } from "../tables/facts.js";

/** A territory as its partner may ask about it. */
export interface ScopeTerritory {
  readonly code: string;
  readonly name: string | null;
  readonly kind: string | null;
  readonly communes: readonly { readonly code: string }[] | null;
}

/** One territory of a collection, and the communes whose sites came with those before it. */
export interface CoverPart {
  readonly code: string;
  readonly without: ReadonlySet<string>;
}

/**
 * Territories that together hold every site of a scope, each site once: the widest first, then what they leave. A
 * priority district is a part of its communes, so it covers none.
 */
export function coverOf(territories: readonly ScopeTerritory[]): CoverPart[] {
  const covered = new Set<string>();
  const parts: CoverPart[] = [];
  const width = ({ kind, communes }: ScopeTerritory) =>
    kind === "PRIORITY_DISTRICT" ? 0 : (communes?.length ?? 0);
  for (const territory of territories.toSorted((one, other) => width(other) - width(one))) {
    const communes = (territory.communes ?? []).map(({ code }) => code);
    if (communes.length > 0 && communes.every((code) => covered.has(code))) continue;
    parts.push({ code: territory.code, without: new Set(covered) });
    if (territory.kind === "PRIORITY_DISTRICT") continue;
    for (const code of communes) covered.add(code);
  }
  return parts;
}

/**
 * The parts of one territory, or of all.
 *
 * @throws NotAnsweredError for a territory that is none of the reader's.
 */
export function coverFor(territories: readonly ScopeTerritory[], code: string | null): CoverPart[] {
  if (code === null) return coverOf(territories);
  if (!territories.some((territory) => territory.code === code)) throw noTerritory(code);
  return [{ code, without: new Set() }];
}
