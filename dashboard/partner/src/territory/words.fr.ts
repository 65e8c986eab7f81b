/** Texts of this folder, in French. */
export const french = {
  page: "Territoire",
  population_one: "{{number}} habitant",
  population_other: "{{number}} habitants",
  hardSites: "Voir les sites de niveau 3 et 4",
  report: "Rapport du comité pour ce mois",
  breakdown: {
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
  },
  restated: {
    summary: "Chiffres rectifiés depuis leur publication, {{month}}",
    line: "Jusqu’au {{day}} ({{reasons}}) : {{levels}}",
    level: "{{level}} : {{sites}} sites, {{dwellings}} logements",
  },
};
