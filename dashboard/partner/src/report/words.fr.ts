/** Texts of this folder, in French. */
export const french = {
  page: "Rapport du comité",
  print: "Imprimer / PDF",
  committee: "Comité de pilotage",
  kind: "Rapport mensuel",
  documentTitle: "Palier - Comité de pilotage - {{territory}} - {{month}}",
  demonstration:
    "Document de démonstration : bailleurs, partenaires, chiffres et faits sont inventés.",
  footer: "Convention {{reference}}, version {{version}} · {{grid}} · {{month}}",
  footerDemonstration: "Démonstration : données inventées",
  contents: {
    figures: "Chiffres clés",
    trend: "Évolution",
    map: "Carte des sites de niveau 3 et 4",
    sites: "Sites de niveau 3 et 4",
    actions: "Plan d’action",
    late: "Actions en retard",
    conclusions: "Conclusions du comité",
    method: "Note de méthode",
  },
  sentence:
    "Les niveaux 3 et 4 réunissent {{sites}} et {{dwellings}}, soit {{share}} du parc social que la convention suit sur ce territoire.",
  sentenceSites_one: "{{number}} site",
  sentenceSites_other: "{{number}} sites",
  sentenceDwellings_one: "{{number}} logement",
  sentenceDwellings_other: "{{number}} logements",
  sites: {
    caption: "Sites de niveau 3 et 4, du plus haut niveau au plus bas, {{basis}}",
    name: "Site",
    since: "Depuis",
    byDecision: "par décision",
    decidedUntil: "par décision, jusqu’en {{month}}",
    count_one: "{{number}} site.",
    count_other: "{{number}} sites.",
    none: "Aucun site n’est classé en niveau 3 ou 4 ce mois-là ; un site de niveau indéterminé n’est pas dans cette liste.",
    unknown: "La liste des sites n’a pas pu être lue.",
    missing: "La liste n’a pas les sites de : {{landlords}}.",
    missingOne: "{{landlord}} ({{reason}})",
    unread: "non communiqué",
  },
  actions: {
    caption: "Actions par axe ; en retard : échéance passée fin {{month}}",
    axis: "Axe",
    open: "Ouvertes",
    late: "En retard",
    done: "Réalisées",
    total: "Ensemble",
    atLeast: "au moins {{number}}",
    asOfNow:
      "Le plan est tel que les bailleurs le tiennent au moment de la lecture ; seul le retard est compté à la fin du mois montré.",
    unknown: "Le plan d’action n’a pas pu être lu.",
    missing: "Le plan n’a pas les actions de : {{landlords}}.",
  },
  late: {
    caption_one: "{{number}} action à mener dont l’échéance était passée fin {{month}}",
    caption_other:
      "{{number}} actions à mener dont l’échéance était passée fin {{month}}, la plus ancienne d’abord",
    none: "Aucune action encore à mener n’avait d’échéance passée fin {{month}}.",
    notKnown:
      "On ne sait pas si des actions étaient en retard fin {{month}} : ce qui a été lu du plan n’en a pas.",
    atLeast: "Au moins {{number}}",
  },
  conclusions: {
    findings: "Constats",
    findingsAdvice: "Ce que les participants ajoutent ou contestent.",
    decisions: "Décisions",
    decisionsAdvice: "Ce qui est décidé, sur quel site ou quel axe.",
    next: "Suites",
    nextAdvice: "Qui fait quoi, pour quand.",
  },
  method: {
    levels: "Ce que disent les niveaux",
    level4:
      "climat de tension installé ; une délinquance organisée s’en prend aux personnes et aux biens et impose ses règles.",
    level3:
      "activité délinquante réelle et économie parallèle, trafics surtout, qui peuvent troubler la vie du quartier.",
    level2: "incivilités répétées : portes dégradées, dépôts sauvages, occupation des halls.",
    level1: "site calme, faits rares et sans gravité.",
    /** Between conditions that all have to hold. */
    and: " ; ",
    rulesTitle: "Ce qui protège la lecture",
    coverageTitle: "Couverture.",
    coverage:
      "Les totaux portent sur les bailleurs qui ont répondu. Celui qui manque est nommé ; ses logements ne comptent ni dans les niveaux ni dans les parts.",
    secrecyTitle: "Secret statistique.",
    secrecy:
      "Un très petit nombre de faits n’est pas diffusé à certains partenaires, ni ce qui permettrait de le recalculer ; de même un total qui reposerait sur trop peu de bailleurs. Une valeur secrète existe : elle ne se lit jamais comme un zéro.",
    sameTitle: "Même mois, même document.",
    same: "Les chiffres d’un mois clos ne changent pas tant qu’aucun bailleur ne le rouvre. Le plan d’action, lui, suit son cours.",
  },
};
