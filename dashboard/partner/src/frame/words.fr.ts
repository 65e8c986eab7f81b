/** Texts of what every page stands in, in French. */
export const french = {
  compare: "Comparer",
  compareMore: "Comparer avec les sites choisis",
  place: "Territoire et mois",
  territoryOption: "{{name}} ({{kind}})",
  allLandlords: "Tous les bailleurs",
  notFound: "Introuvable, ou hors de vos territoires",
  notFoundAdvice:
    "L’adresse ne désigne rien, ou ce qu’elle désigne n’existe pas pour vous : les deux se ressemblent à dessein.",
  whomToAsk: "À qui s’adresser",
  notYours: "La convention ne vous communique pas cette donnée.",
  missingLandlord: "{{name}} : {{reason}}",
  missingSites: "{{name}} : {{reason}} ({{sites}})",
  files: {
    title: "Emporter",
    what: "Ce que la convention vous communique sur {{name}}, tous bailleurs et tous niveaux. Chaque fichier dit pour qui il est, à quel titre, de quel mois, et qui manque.",
    levels: "Niveaux (CSV)",
    sites: "Sites (CSV)",
    places: "Sites (GeoJSON)",
    actions: "Actions (CSV)",
    changes: "Changements depuis un mois (CSV)",
    changesOfYear: "Changements depuis un an (CSV)",
    kept: "Fichier remis à votre navigateur : {{file}}",
    keptInPart: "Fichier incomplet, des bailleurs manquent : {{file}}",
    /** Of a page's table; the gateway's files say the same. */
    head: {
      recipient: "Destinataire",
      purpose: "Finalité",
      noPurpose: "aucune indiquée",
      convention: "Convention",
      version: "{{reference}}, version {{version}}",
      grid: "Grille",
      page: "Page",
      address: "Adresse",
      at: "Établi le",
      table: "Tableau",
      note: "À savoir",
    },
  },
  purpose: {
    needed:
      "Le détail des faits se lit pour une finalité. Vous l’indiquez une fois ; elle reste affichée en haut de l’écran et est inscrite, avec votre organisme et l’heure, au journal des accès du bailleur.",
    state: "Indiquer une finalité et lire les faits",
    title: "Pour quelle finalité lisez-vous ces faits ?",
    meaning:
      "Votre réponse est inscrite au journal des accès du bailleur à chaque lecture : votre organisme, la finalité, le site et l’heure. Elle vaut jusqu’à la fin de votre session ou jusqu’à ce que vous la retiriez.",
    label: "Finalité",
    confirm: "Lire les faits",
    cancel: "Annuler",
    none: "La convention n’admet aucune finalité pour votre organisme.",
    only: "Cette page se lit pour la finalité « {{name}} ».",
  },
};
