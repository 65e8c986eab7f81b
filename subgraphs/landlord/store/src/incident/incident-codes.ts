/** Parts of a day. */
export const TimeBand = {
  MORNING: "MORNING",
  AFTERNOON: "AFTERNOON",
  EVENING: "EVENING",
  NIGHT: "NIGHT",
} as const;
export type TimeBand = keyof typeof TimeBand;

/** Where on a site, as far as it is told of a single incident. */
export const ToldPlace = {
  ENTRANCE_HALL: "ENTRANCE_HALL",
  STAIRWELL: "STAIRWELL",
  BASEMENT: "BASEMENT",
  CAR_PARK: "CAR_PARK",
  OUTDOORS: "OUTDOORS",
  ROOF: "ROOF",
  SHARED_ROOM: "SHARED_ROOM",
  OTHER: "OTHER",
} as const;
export type ToldPlace = keyof typeof ToldPlace;

/** Where on a site, as a landlord records it. */
export const IncidentPlace = { ...ToldPlace, DWELLING: "DWELLING" } as const;
export type IncidentPlace = keyof typeof IncidentPlace;

/** Whom or what an incident was aimed at; France's observatory of landlords counts assaults of staff first. */
export const IncidentTarget = {
  STAFF: "STAFF",
  CONTRACTOR: "CONTRACTOR",
  TENANT: "TENANT",
  VISITOR: "VISITOR",
  STOCK: "STOCK",
} as const;
export type IncidentTarget = keyof typeof IncidentTarget;

/** What the landlord did about an incident towards the police. */
export const FollowUp = {
  NONE: "NONE",
  MAIN_COURANTE: "MAIN_COURANTE",
  PRE_COMPLAINT: "PRE_COMPLAINT",
  COMPLAINT: "COMPLAINT",
} as const;
export type FollowUp = keyof typeof FollowUp;

/** Who told the landlord: at a site with one caretaker that is a name, so it is kept with the personal fields. */
export const IncidentSource = {
  CARETAKER: "CARETAKER",
  TENANT: "TENANT",
  PATROL: "PATROL",
  CONTRACTOR: "CONTRACTOR",
  PARTNER: "PARTNER",
} as const;
export type IncidentSource = keyof typeof IncidentSource;
