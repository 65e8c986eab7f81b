import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  title: "When and where",
  about_zero: "No incident of this period is shown to you.",
  about_one:
    "{{count}} incident, {{from}} to {{to}}: those that you may read one by one, and no others.",
  about_other:
    "{{count}} incidents, {{from}} to {{to}}: those that you may read one by one, and no others.",
  notRecordedNote:
    "“Not recorded” is not zero: the incident took place, its landlord noted no time, day or place.",
  timesCaption: "Incidents by part of the day and day of the week, {{of}}",
  placesCaption: "Incidents by place, {{of}}",
  monthsCaption: "Incidents by month, {{of}}",
  familiesCaption: "Incidents by family, {{of}}",
  timeBand: "Part of the day",
  placeColumn: "Place",
  numberColumn: "Incidents",
  total: "Total",
  monthsAbsent:
    "Nothing is known of months that their landlord has not closed, or whose incidents are purged: {{months}}.",
  hidden:
    "This site shows no incident: its landlord does not share them, or it has fewer than 11 dwellings.",
  period: "Period",
  span: "{{count}} months",
  family: "Family",
  allFamilies: "All families",
  timeBands: {
    MORNING: "morning (6 to 12)",
    AFTERNOON: "afternoon (12 to 18)",
    EVENING: "evening (18 to 22)",
    NIGHT: "night (22 to 6)",
    NOT_RECORDED: "time not recorded",
  },
  weekdays: {
    MONDAY: "Monday",
    TUESDAY: "Tuesday",
    WEDNESDAY: "Wednesday",
    THURSDAY: "Thursday",
    FRIDAY: "Friday",
    SATURDAY: "Saturday",
    SUNDAY: "Sunday",
    NOT_RECORDED: "day not recorded",
  },
  places: {
    ENTRANCE_HALL: "entrance hall",
    STAIRWELL: "stairwell",
    BASEMENT: "basement",
    CAR_PARK: "car park",
    OUTDOORS: "outdoors",
    ROOF: "roof",
    SHARED_ROOM: "shared room",
    OTHER: "other",
    NOT_RECORDED: "place not recorded",
  },
};
