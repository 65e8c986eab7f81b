import type { french } from "./words.fr";

/** Texts of numbers of incidents, in English. */
export const english: typeof french = {
  title: "Incidents by family",
  caption: "Incidents recorded in the whole territory, {{basis}}",
  month: "{{month}}",
  family: "Family",
  year: "Twelve months",
  yearBefore: "Twelve months before",
  change: "Change",
  rate: "Per 1,000 dwellings",
  total: "Total",
  ofAll: "The incidents are those of all landlords, whatever the filter.",
  missing: "The incidents of these landlords are missing",
  hidden: "These numbers could not be read.",
  rateNote:
    "Rates are of the twelve months, over all dwellings of the territory: none where a landlord is missing.",
  withheldSign: "▨",
  absentSign: "–",
  absent: "not known",
  atLeastSign: "≥ {{number}}",
  atLeast: "at least {{number}}",
  incomparableSign: "◐",
  incomparable: "not compared, one of both numbers is incomplete",
  changeOf: "{{count}} ({{share}})",
  fallSign: " *",
  fallHeard: "perhaps less was reported",
  withheldNote:
    "Secret: this number exists and is not disclosed, because it is small or would give a small one back.",
  siteRateNote: "No rates of a month that is past: the site may have had other dwellings then.",
  allWithheld:
    "None of these numbers can be disclosed: too small, or giving back small ones or the share of a single landlord.",
  partialNote:
    "≥: there are as many or more, for a landlord, a month, or a number that is withheld is missing.",
  incomparableNote:
    "◐: not compared, for one of both numbers is incomplete; the difference might be what is missing.",
  absentNote:
    "–: not known. Nothing is recorded or published, or too little to tell; that is not a zero.",
  fallNote: "*: perhaps less was reported; the fall is larger than chance explains.",
  why: {
    title: "Numbers that are withheld, and why",
    lead: "One or two incidents in a building would point to a victim, or to who spoke. So the convention withholds small numbers from some readers, and with them those from which they could be computed. Each number is in one of these states, which are never alike:",
    caption: "How numbers are written",
    sign: "Sign",
    meaning: "Meaning",
    value: "the number recorded",
    withheld:
      "withheld: a small number, or a number or zero that would give one back. Nothing tells them apart",
    partial: "as many or more: a landlord, a month, or a number that is withheld is missing",
    incomparable: "not compared: one of both numbers is incomplete",
    absent: "not known: nothing recorded or published, or too little to tell. That is not a zero",
    zero: "no incident: a true zero",
    example:
      "Example: four sites of one place have 3, 20, 0 and 0 incidents of damage in the month, 23 in all. To withhold the 3 alone would hide nothing, for 23 − 20 gives it. So a second number, drawn by a secret of the landlord, is withheld with it; most often a zero, which is missed least.",
    levels:
      "Levels count too: they tell that gates are met or not. Each small number keeps two possible values at least, with the same numbers, totals and levels of every month. Few numbers that a level alone fixes are the exception, and the landlord records them.",
    peers:
      "A total of several landlords is shown to another landlord only where, by the stock in the convention, nobody’s share follows from it.",
    remains:
      "A reader may still find bounds of a number that is withheld, or guess that it is small. Whoever is granted exact numbers by the convention sees them all.",
  },
};
