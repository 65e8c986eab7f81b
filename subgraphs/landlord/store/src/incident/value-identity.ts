/**
 * What an incident without a reference is known by: the values that it was read as, in one text. A backup and
 * a later version must write the same, so a change of it is a migration.
 */
export interface IdentityValues {
  readonly site: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly category: string;
  readonly timeBand: string | null;
  readonly place: string | null;
  readonly severity: number | null;
}

const separator = "\u001f";

/** The values as one text; absent ones leave their place empty. */
export function identityText(values: IdentityValues): string {
  const { site, day, category, timeBand, place, severity } = values;
  return (
    site +
    separator +
    day +
    separator +
    category +
    separator +
    (timeBand ?? "") +
    separator +
    (place ?? "") +
    separator +
    (severity ?? "")
  );
}

/** The same text of what is stored, in SQL; tables `incident i` and `site s`. */
export const identityTextSql = `concat_ws(E'\\x1f', s.reference, to_char(i.day, 'YYYY-MM-DD'), i.category,
  coalesce(i.time_band, ''), coalesce(i.place, ''), coalesce(i.severity::text, ''))`;
