/** Parts of a day. */
export const TimeBand = {
  MORNING: "MORNING",
  AFTERNOON: "AFTERNOON",
  EVENING: "EVENING",
  NIGHT: "NIGHT",
} as const;
export type TimeBand = keyof typeof TimeBand;

/** Where on a site. */
export const IncidentPlace = {
  ENTRANCE_HALL: "ENTRANCE_HALL",
  STAIRWELL: "STAIRWELL",
  BASEMENT: "BASEMENT",
  CAR_PARK: "CAR_PARK",
  OUTDOORS: "OUTDOORS",
  ROOF: "ROOF",
  DWELLING: "DWELLING",
  SHARED_ROOM: "SHARED_ROOM",
  OTHER: "OTHER",
} as const;
export type IncidentPlace = keyof typeof IncidentPlace;
