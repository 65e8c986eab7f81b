/** Why an incident is corrected or withdrawn by hand, with what each is said as. */
export const correctionReasons = {
  WRONG_ENTRY: "a slip when it was entered",
  WRONG_SITE: "it was at another site",
  RECLASSIFIED: "its nature turned out to be another",
  COMPLETED: "something was not known before",
  DUPLICATE: "it is recorded twice",
  NO_INCIDENT: "nothing of the kind took place",
  PERSON_REQUEST: "a person concerned asked for it, rightly",
} as const;

export type CorrectionReason = keyof typeof correctionReasons;

export function isCorrectionReason(text: string): text is CorrectionReason {
  return Object.hasOwn(correctionReasons, text);
}
