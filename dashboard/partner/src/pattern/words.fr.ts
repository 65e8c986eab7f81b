/** Texts of when and where incidents took place, in French. */
export const french = {
  title: "Quand et où",
  about_zero: "Aucun fait ne vous est communiqué sur cette période.",
  about_one:
    "{{count}} fait, entre {{from}} et {{to}} : ceux que vous pouvez lire un par un, et eux seuls.",
  about_other:
    "{{count}} faits, entre {{from}} et {{to}} : ceux que vous pouvez lire un par un, et eux seuls.",
  notRecordedNote:
    "« Non renseigné » n’est pas zéro : le fait a eu lieu, le bailleur n’en a pas noté l’heure, le jour ou le lieu.",
  timesCaption: "Faits par tranche horaire et jour de la semaine, {{of}}",
  placesCaption: "Faits par lieu, {{of}}",
  monthsCaption: "Faits par mois, {{of}}",
  familiesCaption: "Faits par famille, {{of}}",
  timeBand: "Tranche horaire",
  placeColumn: "Lieu",
  numberColumn: "Faits",
  total: "Total",
  monthsAbsent:
    "On ne sait rien de ces mois, que le bailleur n’a pas clos ou dont le détail est purgé : {{months}}.",
  hidden:
    "Ce site ne communique pas de fait : son bailleur ne les partage pas, ou le site compte moins de 11 logements.",
  period: "Période",
  span: "{{count}} mois",
  family: "Famille",
  allFamilies: "Toutes les familles",
  timeBands: {
    MORNING: "matin (6 h – 12 h)",
    AFTERNOON: "après-midi (12 h – 18 h)",
    EVENING: "soirée (18 h – 22 h)",
    NIGHT: "nuit (22 h – 6 h)",
    NOT_RECORDED: "heure non renseignée",
  },
  weekdays: {
    MONDAY: "lundi",
    TUESDAY: "mardi",
    WEDNESDAY: "mercredi",
    THURSDAY: "jeudi",
    FRIDAY: "vendredi",
    SATURDAY: "samedi",
    SUNDAY: "dimanche",
    NOT_RECORDED: "jour non renseigné",
  },
  places: {
    ENTRANCE_HALL: "hall d’entrée",
    STAIRWELL: "cage d’escalier",
    BASEMENT: "sous-sol, caves",
    CAR_PARK: "stationnement",
    OUTDOORS: "espaces extérieurs",
    ROOF: "toiture",
    SHARED_ROOM: "local commun",
    OTHER: "autre",
    NOT_RECORDED: "lieu non renseigné",
  },
};
