import {
  type Cell,
  type CellValue,
  cells,
  type KindVisibility,
  matrixRows,
  type OptionalCell,
} from "./matrix-rows.js";
import { type matrixValues, meaningOf } from "./matrix-values.js";
import type { PartnerKind } from "./partner-kind.js";

/** As the graph names a row or a value: `site-address` is `SITE_ADDRESS`. */
export function graphName(name: Cell | CellValue): string {
  return name.toUpperCase().replaceAll("-", "_");
}

type Row<C extends Cell> = Readonly<Record<PartnerKind, CellValue<C>>>;

/** Who sees what: one value a row and kind of partner. Scope limits every one of them besides. */
export type Visibility = { readonly [C in Exclude<Cell, OptionalCell>]: Row<C> } & {
  readonly [C in OptionalCell]?: Row<C>;
};

/** What a matrix says in a cell; a row that it does not have is denied. */
export function valueIn(visibility: Visibility, cell: Cell, kind: PartnerKind): CellValue {
  return visibility[cell]?.[kind] ?? "denied";
}

/** What may be said in a cell for a kind, the narrowest value first. */
export function valuesFor(cell: Cell, kind: PartnerKind): readonly CellValue[] {
  if (cell !== "access-log") return matrixRows[cell].values;
  // Only a landlord has a node of its own, and it needs no counts of what it can read.
  return kind === "LANDLORD" ? ["denied", "own-node"] : ["denied", "counts"];
}

/** Negative when `a` shows less than `b`: the one order by which cells are narrowed. */
export function compareValues(cell: Cell, a: CellValue, b: CellValue): number {
  const order: readonly CellValue[] = matrixRows[cell].values;
  return order.indexOf(a) - order.indexOf(b);
}

/** A kind's column of a matrix, as it is written. */
export function columnOf(visibility: Visibility, kind: PartnerKind): KindVisibility {
  const entries = cells.map((cell) => [cell, valueIn(visibility, cell, kind)]);
  // `Object.fromEntries` forgets which value belongs to which row.
  return Object.fromEntries(entries) as KindVisibility;
}

/** What a kind is shown by a matrix: its column, without what would give away the rest of it. */
export function visibilityOf(visibility: Visibility, kind: PartnerKind): KindVisibility {
  return closed(columnOf(visibility, kind));
}

/** What a landlord's queries may read of a row, by what its cells may say. */
export type RowsShown<C extends Cell> = (typeof matrixValues)[CellValue<C>]["rows"];

export function rowsShown<C extends Cell>(visibility: KindVisibility, cell: C): RowsShown<C> {
  // `meaningOf` forgets which values the row may have; a denial is in every row.
  return meaningOf(visibility[cell]).rows as RowsShown<C>;
}

/** A row that would tell what another row denies. */
export interface UnmetNeed {
  readonly cell: Cell;
  readonly needs: Cell;
}

/**
 * What a kind is shown that would give away what it is denied, as far as its values are known: whoever
 * is shown the gates knows the level; whoever is shown an address "at levels 3 and 4" knows which sites these are.
 */
export function unmetNeeds(values: Partial<KindVisibility>): UnmetNeed[] {
  const address = values["site-address"];
  const totals = values["territory-counts"] ?? "denied";
  const needs: readonly UnmetNeed[] = [
    { cell: "site-level", needs: "site-identity" },
    { cell: "site-address", needs: "site-identity" },
    ...(address !== undefined && meaningOf(address).rows === "AT_LEVELS_3_AND_4"
      ? [{ cell: "site-address", needs: "site-level" } as const]
      : []),
    { cell: "reasons", needs: "site-level" },
    // Rates and coverage tell the dwellings.
    { cell: "territory-counts", needs: "territory-figures" },
    // Of a place with one site the total is that site's.
    ...(totals !== "broad-totals"
      ? [{ cell: "territory-counts", needs: "incident-counts" } as const]
      : []),
    { cell: "complaint-reference", needs: "incident-detail" },
    { cell: "incident-circumstances", needs: "incident-detail" },
  ];
  return needs.filter(({ cell, needs: other }) => {
    const isShown = values[cell] !== undefined && values[cell] !== "denied";
    if (cell === "territory-counts" && totals === "exact" && other === "incident-counts") {
      return values[other] !== undefined && values[other] !== "exact";
    }
    return isShown && values[other] === "denied";
  });
}

/** Takes away, with what a cell does not show, what would tell it in other cells. */
export function closed(visibility: KindVisibility): KindVisibility {
  const [unmet] = unmetNeeds(visibility);
  return unmet === undefined
    ? withoutWhatAddsUp(visibility)
    : closed({ ...visibility, [unmet.cell]: "denied" });
}

/**
 * Counts that are not shown exactly stay so in whatever adds up to them: the observed values of the
 * gates are counts of twelve months, and a list of incidents is counted by who reads it. A convention
 * or a landlord may have written only the row of the counts: it is what the others follow.
 */
function withoutWhatAddsUp(visibility: KindVisibility): KindVisibility {
  if (visibility["incident-counts"] === "exact") return visibility;
  const { reasons } = visibility;
  return {
    ...visibility,
    reasons: reasons === "granted" ? "gates-only" : reasons,
    "incident-detail": "denied",
    "complaint-reference": "denied",
    "incident-circumstances": "denied",
  };
}
