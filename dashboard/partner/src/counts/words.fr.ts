/** Texts of numbers of incidents, in French. */
export const french = {
  title: "Faits par famille",
  caption: "Faits relevés dans tout le territoire, {{basis}}",
  month: "{{month}}",
  family: "Famille",
  year: "Douze mois",
  yearBefore: "Douze mois précédents",
  change: "Évolution",
  rate: "Pour 1 000 logements",
  total: "Total",
  ofAll: "Les faits sont ceux de tous les bailleurs, quel que soit le filtre.",
  missing: "Les faits de ces bailleurs manquent",
  hidden: "Ces nombres n’ont pas pu être lus.",
  rateNote:
    "Les taux portent sur les douze mois et sur les logements des bailleurs qui ont répondu.",
  withheldSign: "▨",
  absent: "non enregistré",
  atLeastSign: "≥ {{number}}",
  atLeast: "au moins {{number}}",
  notComparable: "pas de comparaison",
  changeOf: "{{count}} ({{share}})",
  fallSign: " *",
  withheldNote:
    "Secret : ce nombre existe et n’est pas communiqué, parce qu’il est petit ou qu’il permettrait d’en retrouver un petit.",
  allWithheld:
    "Aucun de ces nombres ne peut être communiqué : trop petits, ou permettant d’en retrouver de petits ou la part d’un seul bailleur.",
  partialNote:
    "≥ : il y en a autant ou davantage, car il manque un bailleur, un mois, ou un nombre couvert par le secret.",
  absentNote: "– : rien n’est enregistré ou publié, ce qui n’est pas un zéro.",
  fallNote:
    "* : baisse peut-être due à une moindre déclaration ; elle dépasse ce que le hasard explique.",
  why: {
    title: "Les nombres retenus, et pourquoi",
    lead: "D’un ou deux faits dans un immeuble, on reconnaîtrait une victime, ou qui a parlé. La convention retient donc les petits nombres pour certains lecteurs, et avec eux ceux qui permettraient de les recalculer. Chaque nombre est dans un de ces états, que rien ne confond :",
    caption: "Comment les nombres sont écrits",
    sign: "Signe",
    meaning: "Sens",
    value: "le nombre relevé",
    withheld:
      "retenu : un petit nombre, ou un nombre ou un zéro qui permettrait d’en retrouver un. Rien ne les distingue",
    partial: "autant ou davantage : il manque un bailleur, un mois, ou un nombre retenu",
    absent: "rien d’enregistré ou de publié : on ne sait pas, ce qui n’est pas un zéro",
    zero: "aucun fait : un vrai zéro",
    example:
      "Exemple : quatre sites d’un même lieu ont 3, 20, 0 et 0 dégradations dans le mois, 23 en tout. Retenir seulement le 3 ne cacherait rien, car 23 − 20 le donne. Un second nombre, tiré par un secret du bailleur, est donc retenu avec lui ; le plus souvent un zéro, qui manque le moins.",
    levels:
      "Les niveaux comptent aussi : ils disent que des seuils sont atteints ou non. Chaque petit nombre garde au moins deux valeurs possibles, avec les mêmes nombres, les mêmes totaux et les mêmes niveaux de tous les mois. De rares nombres que le niveau seul fixe font exception, et le bailleur les note.",
    peers:
      "Un total de plusieurs bailleurs n’est montré à un autre bailleur que si, d’après le parc inscrit dans la convention, la part d’aucun ne s’en déduit.",
    remains:
      "Un lecteur peut encore encadrer un nombre retenu, ou deviner qu’il est petit. Rien n’est retenu pour qui la convention accorde les nombres exacts.",
  },
};
