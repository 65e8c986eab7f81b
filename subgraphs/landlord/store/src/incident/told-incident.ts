import { FollowUp, IncidentPlace } from "./incident-codes.js";

// Which incidents may leave the record, one by one or counted together: one text, so that no count
// holds what no list shows.

/** Of those that exist for who asks, whether only those with a complaint do. */
export const askedComplaintOnly = { ALL: false, WITH_COMPLAINT: true } as const;

/** What followed an incident, as SQL over its row. */
export const followUp = `coalesce(follow_up, CASE WHEN complaint_reference <> '' THEN '${FollowUp.COMPLAINT}' END)`;

/** The month of an incident, a MonthNumber, as SQL over its row. */
export const monthOfIncident =
  "(extract(year FROM incident.day) * 12 + extract(month FROM incident.day) - 1)::integer";

/**
 * SQL over a row of `incident`: outside of dwellings, since it would be about one household, and of a closed month.
 *
 * @param complaintOnly Parameter that says whether only those with a complaint are told.
 */
export const isTold = (complaintOnly: string) => `
  place IS DISTINCT FROM '${IncidentPlace.DWELLING}'
  AND (NOT ${complaintOnly}::boolean OR ${followUp} = '${FollowUp.COMPLAINT}')
  AND EXISTS (SELECT FROM closed_month WHERE month = ${monthOfIncident})
`;
