/** Texts of the help, in French; what words mean comes from the graph. */
export const french = {
  open: "Aide",
  title: "Aide : niveaux, grille, termes",
  close: "Fermer l’aide",
  search: "Chercher un terme",
  found_one: "{{count}} terme",
  found_other: "{{count}} termes",
  none: "Aucun terme ne contient ces mots.",
};
