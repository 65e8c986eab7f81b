/** Texts of territories within a territory, in French. */
export const french = {
  title: "Où sont les niveaux 3 et 4",
  COMMUNE: "Par commune",
  PRIORITY_DISTRICT: "Par quartier prioritaire",
  caption: "Part des logements de niveau 3 et 4, {{basis}}",
  partial: "couverture partielle",
  undetermined: "indéterminé",
  "no-dwellings": "Sans logement social :",
  unknown: "pas de réponse",
  none: "Aucun autre territoire de votre périmètre ne recoupe celui-ci.",
  overlap: "Un quartier peut s’étendre sur plusieurs communes : ne pas additionner.",
};
