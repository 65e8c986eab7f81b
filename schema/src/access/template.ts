import type { AccessTerms } from "./access-terms.js";
import { type Cell, cells } from "./matrix-rows.js";
import { kindTerms, partnerKinds } from "./partner-kind.js";
import type { PurposesByKind } from "./purpose-terms.js";
import type { Visibility } from "./visibility.js";

/** The access terms that a new convention starts from, and that the demonstrations use. */
export const templateTerms: AccessTerms & { readonly purposes: PurposesByKind } = {
  // `Object.fromEntries` forgets which value belongs to which row.
  visibility: Object.fromEntries(cells.map((cell) => [cell, rowOf(cell)])) as Visibility,
  // As above: which kind has which list.
  purposes: Object.fromEntries(
    partnerKinds.map((kind) => [kind, kindTerms[kind].purposes]),
  ) as PurposesByKind,
  disclosure: { threshold: 5, leastLandlords: 3, largestShare: 0.85 },
  // The log: 6 to 12 months by the French data protection authority's guidance on logging.
  retention: { incidentMonths: 24, countMonths: 36, accessLogMonths: 12 },
};

function rowOf(cell: Cell) {
  return Object.fromEntries(partnerKinds.map((kind) => [kind, kindTerms[kind].template[cell]]));
}
