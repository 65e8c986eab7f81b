/** Why a month is reopened, with what each is said as; the last one where nothing was said. */
export const reopeningReasons = {
  LATE_INCIDENTS: "incidents were reported late",
  CORRECTION: "incidents were recorded wrongly",
  SITE_CHANGE: "something of the sites was recorded wrongly or late",
  CLOSED_BY_MISTAKE: "it was closed too early, or by mistake",
  REOPENED: "not said",
} as const;

export type ReopeningReason = keyof typeof reopeningReasons;

/** Why levels and totals that were published are stated anew. */
export const restatementReasons = [
  ...(Object.keys(reopeningReasons) as readonly ReopeningReason[]),
  "EARLIER_MONTH",
  "DECISION",
  "DECISION_WITHDRAWN",
  "SITE_BEGUN",
] as const;

export type RestatementReason = (typeof restatementReasons)[number];

export function isReopeningReason(text: string): text is ReopeningReason {
  return Object.hasOwn(reopeningReasons, text);
}
