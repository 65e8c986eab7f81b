import {
  FollowUp,
  IncidentTarget,
  type ServedIncident,
  TimeBand,
  ToldPlace,
} from "@palier/landlord-store";
import { type Nomenclature, plainText } from "@palier/schema";
import type { Category } from "./category.type.js";
import { isFamily } from "./family.type.js";
import type { Incident } from "./incident.type.js";
import type { IncidentConnection } from "./incident-connection.type.js";
import { incidentCursor } from "./incident-cursor.js";

/**
 * A page of incidents as Relay has it.
 *
 * @param rows One more than the page holds when more follow.
 */
export function toIncidentConnection(
  rows: readonly ServedIncident[],
  first: number,
  hasPreviousPage: boolean,
  nomenclature: Nomenclature,
): IncidentConnection {
  const edges = rows
    .slice(0, first)
    .map((row) => ({ cursor: incidentCursor(row), node: toIncident(row, nomenclature) }));
  const pageInfo = {
    hasNextPage: rows.length > first,
    hasPreviousPage,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
  };
  return { edges, pageInfo };
}

function toIncident(row: ServedIncident, nomenclature: Nomenclature): Incident {
  const { id, day, severity, complaintReference } = row;
  return {
    id,
    category: toCategory(row.category, nomenclature),
    day,
    timeBand: memberOf(TimeBand, row.timeBand),
    place: memberOf(ToldPlace, row.place),
    severity,
    complaintReference: complaintReference && plainText(complaintReference),
    target: memberOf(IncidentTarget, row.target),
    followUp: memberOf(FollowUp, row.followUp),
  };
}

function toCategory(code: string, nomenclature: Nomenclature): Category {
  const known = nomenclature.categories.get(code);
  const family = isFamily(known?.family) ? known.family : null;
  return { code, family, names: known?.label ?? null };
}

/** Null for a stored text that the contract has no name for. */
function memberOf<Name extends string>(names: { readonly [N in Name]: N }, text: string | null) {
  return text !== null && Object.hasOwn(names, text) ? (text as Name) : null;
}
