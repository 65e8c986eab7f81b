/** Texts of this folder, in French. */
export const french = {
  page: "Comparer",
  title: "Sites côte à côte",
  about:
    "Deux à quatre sites du même mois. L’adresse de cette page garde le choix : elle se partage, chacun y lit ce que la convention lui communique.",
  add: "Ajouter un site",
  addTitle: "Ajouter un site à la comparaison",
  remove: "Retirer {{name}}",
  none: "Aucun site n’est choisi",
  noneAdvice:
    "Cherchez-en un ici, ou ajoutez-en depuis la liste de la carte ou depuis la page d’un site.",
  one: "Ajoutez un deuxième site pour comparer.",
  full: "Quatre sites au plus : retirez-en un pour en ajouter un autre.",
  identity: "Identité et niveau",
  identityCaption: "Sites comparés, {{month}}",
  what: "Donnée",
  notThere: "introuvable, hors de vos territoires, ou sans réponse",
  standing: "Origine du niveau",
  since: "Depuis",
  history: "Niveau mois par mois",
  historyCaption: "Niveau effectif, entre {{from}} et {{to}}",
  reasons: "Motifs du niveau",
  counts: "Nombre de faits",
  countsCaption: "Faits entre {{from}} et {{to}}, par famille",
  ratesCaption: "Faits entre {{from}} et {{to}} pour 1 000 logements, par famille",
  patterns: "Quand et où",
};
