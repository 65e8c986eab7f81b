/** Texts of what every page stands in, in French. */
export const french = {
  place: "Territoire et mois",
  territoryOption: "{{name}} ({{kind}})",
  allLandlords: "Tous les bailleurs",
  notFound: "Rien à cette adresse",
  notFoundAdvice: "Soit l’adresse est fausse, soit ce qu’elle désigne est hors de votre périmètre.",
  notYours: "La convention ne vous communique pas cette donnée.",
  missingLandlord: "{{name}} : {{reason}}",
  files: {
    title: "Emporter",
    what: "Ce que la convention vous communique sur {{name}}, tous bailleurs et tous niveaux. Chaque fichier dit pour qui il est, à quel titre, de quel mois, et qui manque.",
    levels: "Niveaux (CSV)",
    sites: "Sites (CSV)",
    places: "Sites (GeoJSON)",
    actions: "Actions (CSV)",
    kept: "Fichier remis à votre navigateur : {{file}}",
    keptInPart: "Fichier incomplet, des bailleurs manquent : {{file}}",
  },
};
