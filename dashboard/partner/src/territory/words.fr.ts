/** Texts of this folder, in French. */
export const french = {
  page: "Territoire",
  population_one: "{{number}} habitant",
  population_other: "{{number}} habitants",
  hardSites: "Voir les sites de niveau 3 et 4",
  report: "Rapport du comité pour ce mois",
  restated: {
    summary: "Chiffres rectifiés depuis leur publication, {{month}}",
    line: "Jusqu’au {{day}} ({{reasons}}) : {{levels}}",
    level: "{{level}} : {{sites}} sites, {{dwellings}} logements",
  },
};
