/** What reigns at a site for a while; the incidents of those months follow from it. */
export type Climate = "QUIET" | "INCIVILITIES" | "DEALING_POINT" | "INSTALLED_DELINQUENCY";

export const families = [
  "INCIVILITY",
  "DAMAGE",
  "THREAT",
  "VIOLENCE",
  "TRAFFICKING",
  "OBSTRUCTION",
  "PROPERTY",
] as const;

export type Family = (typeof families)[number];

export interface ClimateRates {
  /** Incidents a month at a site of middling size, before season and the site's own intensity. */
  readonly perMonth: Readonly<Record<Family, number>>;
  /** The rates are multiplied by `constant + dwellings / divisor`: larger sites record more. */
  readonly size: { readonly constant: number; readonly divisor: number };
}

/**
 * Invented, after the study's wording of the four kinds of site. Chosen with a margin to the
 * gates of grid 1 that a test keeps for many seeds; no climate names a level.
 */
export const climates: Readonly<Record<Climate, ClimateRates>> = {
  QUIET: rates([0.11, 0.05, 0.012, 0.002, 0, 0, 0.05], 0.6, 125),
  INCIVILITIES: rates([1.05, 0.4, 0.12, 0.01, 0, 0, 0.12], 0.7, 200),
  DEALING_POINT: rates([3, 0.9, 0.45, 0.06, 2.2, 0.15, 0.25], 0.7, 500),
  INSTALLED_DELINQUENCY: rates([3.8, 1.6, 1, 0.65, 3.4, 0.6, 0.35], 0.7, 500),
};

/** @param perMonth In the order of the families. */
function rates(perMonth: readonly number[], constant: number, divisor: number): ClimateRates {
  const byFamily = families.map((family, index) => [family, perMonth[index] ?? 0]);
  return {
    perMonth: Object.fromEntries(byFamily) as Record<Family, number>,
    size: { constant, divisor },
  };
}
