import type { PartnerKind } from "./partner-kind.js";

/**
 * The rows of the convention's visibility matrix, each with what a cell may say, the narrowest
 * value first. Whatever is not in these lists is an error; there is no default.
 */
export const cellValues = {
  /** Territory: levels, dwellings, share, coverage, trend. */
  "territory-figures": ["denied", "granted"],
  /** Site: name, commune, priority district, dwellings, landlord. */
  "site-identity": ["denied", "granted"],
  /** Site: level, since, trend, and the lists of sites, whose order and cursors tell the level. */
  "site-level": ["denied", "granted"],
  /** Site: exact address and location. */
  "site-address": ["denied", "level-3-and-4", "granted"],
  /** Classification: reasons with observed values. */
  reasons: ["denied", "gates-only", "granted"],
  /** Incident counts by month and family. */
  "incident-counts": ["denied", "small-cells-withheld", "exact"],
  /** Incident: category, day, time band, place, severity. */
  "incident-detail": ["denied", "complaint-and-purpose", "with-purpose"],
  /** Incident: complaint reference. */
  "complaint-reference": ["denied", "with-purpose"],
  /** Incident: free text, reporter, staff names. Nobody may be granted them. */
  personal: ["denied"],
  /** Actions by axis. */
  actions: ["denied", "granted"],
  /** Access log: a landlord's own node, or counts for those who are no landlord. */
  "access-log": ["denied", "counts", "own-node"],
} as const;

export type Cell = keyof typeof cellValues;
export type CellValue<C extends Cell = Cell> = (typeof cellValues)[C][number];

export const cells = Object.keys(cellValues) as readonly Cell[];

/** Who sees what: one value a row and kind of partner. Scope limits every one of them besides. */
export type Visibility = { readonly [C in Cell]: Readonly<Record<PartnerKind, CellValue<C>>> };

/** What one kind of partner sees. */
export type KindVisibility = { readonly [C in Cell]: CellValue<C> };

/** What may be said in a cell for a kind, the narrowest value first. */
export function valuesFor(cell: Cell, kind: PartnerKind): readonly CellValue[] {
  if (cell !== "access-log") return cellValues[cell];
  // Only a landlord has a node of its own, and it needs no counts of what it can read.
  return kind === "LANDLORD" ? ["denied", "own-node"] : ["denied", "counts"];
}

/** Negative when `a` shows less than `b`: the one order by which cells are narrowed. */
export function compareValues(cell: Cell, a: CellValue, b: CellValue): number {
  const order: readonly CellValue[] = cellValues[cell];
  return order.indexOf(a) - order.indexOf(b);
}

export function visibilityOf(visibility: Visibility, kind: PartnerKind): KindVisibility {
  const entries = cells.map((cell) => [cell, visibility[cell][kind]]);
  // `Object.fromEntries` forgets which value belongs to which row.
  return Object.fromEntries(entries) as KindVisibility;
}

/** A row that would tell what another row denies. */
export interface UnmetNeed {
  readonly cell: Cell;
  readonly needs: Cell;
}

/**
 * What a kind is shown that would give away what it is denied: whoever is shown the gates knows
 * the level; whoever is shown an address "at levels 3 and 4" knows which sites these are.
 */
export function unmetNeeds(values: KindVisibility): UnmetNeed[] {
  const needs: readonly UnmetNeed[] = [
    { cell: "site-level", needs: "site-identity" },
    { cell: "site-address", needs: "site-identity" },
    ...(values["site-address"] === "level-3-and-4"
      ? [{ cell: "site-address", needs: "site-level" } as const]
      : []),
    { cell: "reasons", needs: "site-level" },
    { cell: "complaint-reference", needs: "incident-detail" },
  ];
  return needs.filter(({ cell, needs: other }) => {
    return values[cell] !== "denied" && values[other] === "denied";
  });
}
