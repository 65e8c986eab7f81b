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
    "Les taux portent sur les douze mois et sur tous les logements du territoire : pas de taux s’il manque un bailleur.",
  withheldSign: "▨",
  absentSign: "–",
  absent: "inconnu",
  atLeastSign: "≥ {{number}}",
  atLeast: "au moins {{number}}",
  incomparableSign: "◐",
  incomparable: "pas de comparaison, un des deux nombres est incomplet",
  changeOf: "{{count}} ({{share}})",
  fallSign: " *",
  fallHeard: "baisse peut-être due à une moindre déclaration",
  withheldNote:
    "Secret : ce nombre existe et n’est pas communiqué, parce qu’il est petit ou qu’il permettrait d’en retrouver un petit.",
  siteRateNote:
    "Pour un mois passé, pas de taux : le nombre de logements du site a pu changer depuis.",
  allWithheld:
    "Aucun de ces nombres ne peut être communiqué : trop petits, ou permettant d’en retrouver de petits ou la part d’un seul bailleur.",
  partialNote:
    "≥ : il y en a autant ou davantage, car il manque un bailleur, un mois, ou un nombre couvert par le secret.",
  incomparableNote:
    "◐ : pas de comparaison, car l’un des deux nombres est incomplet ; l’écart pourrait venir de ce qui manque.",
  absentNote:
    "– : inconnu. Rien n’est enregistré ou publié, ou il manque de quoi le dire ; ce n’est pas un zéro.",
  fallNote:
    "* : baisse peut-être due à une moindre déclaration ; elle dépasse ce que le hasard explique.",
  why: {
    title: "Les nombres couverts par le secret, et pourquoi",
    lead: "Un ou deux faits dans un immeuble suffiraient à reconnaître une victime, ou la personne qui a parlé. La convention ne communique donc pas les petits nombres à certains lecteurs, ni les nombres qui permettraient de les recalculer. Chaque nombre est dans un des états suivants, qui ne se ressemblent jamais :",
    caption: "Comment les nombres sont écrits",
    sign: "Signe",
    meaning: "Sens",
    value: "le nombre relevé",
    withheld:
      "secret : un petit nombre, ou un nombre ou un zéro qui permettrait d’en retrouver un. Rien ne les distingue",
    partial: "autant ou davantage : il manque un bailleur, un mois, ou un nombre secret",
    incomparable: "pas de comparaison : l’un des deux nombres est incomplet",
    absent:
      "inconnu : rien d’enregistré ou de publié, ou trop peu pour le dire. Ce n’est pas un zéro",
    zero: "aucun fait : un vrai zéro",
    example:
      "Exemple : quatre sites d’un même lieu ont 3, 20, 0 et 0 dégradations dans le mois, 23 en tout. Taire seulement le 3 ne cacherait rien, car 23 − 20 le donne. On tait donc avec lui un second nombre, tiré au sort avec une clé que seul le bailleur connaît ; le plus souvent un zéro, dont l’absence gêne le moins.",
    levels:
      "Les niveaux comptent aussi : ils disent que des seuils sont atteints ou non. Chaque petit nombre garde au moins deux valeurs possibles, avec les mêmes nombres, les mêmes totaux et les mêmes niveaux de tous les mois. De rares nombres, que le niveau suffit à fixer, font exception ; le bailleur en tient la liste.",
    peers:
      "Un total de plusieurs bailleurs n’est montré à un autre bailleur que si, d’après le parc inscrit dans la convention, la part d’aucun ne s’en déduit.",
    remains:
      "Un lecteur peut encore encadrer un nombre secret, ou deviner qu’il est petit. Qui a droit aux nombres exacts, d’après la convention, les voit tous.",
  },
};
