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
