/** Texts of what every page stands in, in French. */
export const french = {
  place: "Territoire et mois",
  territoryOption: "{{name}} ({{kind}})",
  allLandlords: "Tous les bailleurs",
  notFound: "Rien à cette adresse",
  notFoundAdvice: "Soit l’adresse est fausse, soit ce qu’elle désigne est hors de votre périmètre.",
  notYours: "La convention ne vous communique pas cette donnée.",
  missingLandlord: "{{name}} : {{reason}}",
};
