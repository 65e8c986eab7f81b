/** Texts of the counts of accesses, in French. */
export const french = {
  title: "Journal des accès",
  lead: "Combien de fois les données des bailleurs ont été demandées, et par quelle catégorie de partenaire. Des nombres seulement : ni personne, ni site, ni donnée lue. Le mois en cours n’est pas compté chez les bailleurs.",
  nodes: "Chez les bailleurs",
  nodesCaption:
    "Opérations par mois (UTC) et par bailleur ; une question d’un partenaire en fait une ou deux chez chaque bailleur qu’elle atteint",
  noMonths: "Aucun mois entier n’est encore compté.",
  unknown:
    "Ces bailleurs n’ont pas donné leurs décomptes : leurs opérations ne sont pas connues et manquent ci-dessous",
  askers: {
    POLICE: "Police",
    JUSTICE: "Justice",
    MUNICIPALITY: "Commune",
    LANDLORD: "Bailleur pair",
    COORDINATOR: "Coordination",
    STRANGER: "Identité non prouvée",
  },
  total: "Total",
  refused: "dont refusées",
  gateway: "À la passerelle",
  gatewayLead:
    "Ce que cette passerelle a refusé d’elle-même, et dont aucun bailleur n’a rien su, par mois révolu.",
  gatewayCaption: "Demandes refusées par la passerelle, par mois, demandeur et motif",
  noIdentity: "Ici, personne ne se connecte : la passerelle ne refuse rien à personne.",
  noRefusals: "La passerelle n’a rien refusé pendant les mois révolus.",
  asker: "Demandeur",
  reason: "Motif",
  requests: "Demandes",
  otherReason: "autre motif ({{code}})",
  reasons: {
    FORBIDDEN: "donnée que la convention ne communique pas",
    PURPOSE_REQUIRED: "finalité absente ou non admise",
    TOO_COSTLY: "question trop lourde",
    DOCUMENT_NOT_REGISTERED: "opération qui n’est pas enregistrée",
    RATE_LIMITED: "trop de demandes en même temps",
    UNAVAILABLE: "réponse impossible à ce moment-là",
    BAD_USER_INPUT: "valeur qui ne peut pas être demandée",
    BAD_REQUEST: "demande non conforme",
    GRAPHQL_PARSE_FAILED: "question illisible",
    GRAPHQL_VALIDATION_FAILED: "question que le graphe ne connaît pas",
  },
};
