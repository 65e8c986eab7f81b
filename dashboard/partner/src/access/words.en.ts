import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  title: "Access log",
  lead: "How often the landlords’ data were asked for, and by which kind of partner. Numbers alone: no person, no site, nothing of what was read. At the landlords the month under way is not counted.",
  nodes: "At the landlords",
  nodesCaption:
    "Operations by month (UTC) and landlord; one question of a partner makes one or two at each landlord it reaches",
  noMonths: "No whole month is counted yet.",
  unknown:
    "These landlords gave no counts: their operations are not known, and missing from the table",
  askers: {
    POLICE: "Police",
    JUSTICE: "Justice",
    MUNICIPALITY: "Municipality",
    LANDLORD: "Peer landlord",
    COORDINATOR: "Coordinator",
    STRANGER: "Identity not proved",
  },
  total: "Total",
  refused: "of which refused",
  gateway: "At the gateway",
  gatewayLead:
    "What this gateway refused by itself, and of which no landlord heard, by months that are over.",
  gatewayCaption: "Requests refused by the gateway, by month, asker and reason",
  noIdentity: "Nobody signs in here: the gateway refuses nobody anything.",
  noRefusals: "The gateway refused nothing in the months that are over.",
  asker: "Asker",
  reason: "Reason",
  requests: "Requests",
  otherReason: "another reason ({{code}})",
  reasons: {
    FORBIDDEN: "data that the convention does not show",
    PURPOSE_REQUIRED: "purpose missing or not admitted",
    TOO_COSTLY: "question that asks for too much",
    DOCUMENT_NOT_REGISTERED: "operation that is not registered",
    RATE_LIMITED: "too many requests at once",
    UNAVAILABLE: "no answer possible at that moment",
    BAD_USER_INPUT: "value that cannot be asked for",
    BAD_REQUEST: "request that is not as it should be",
    GRAPHQL_PARSE_FAILED: "question that cannot be read",
    GRAPHQL_VALIDATION_FAILED: "question that the graph does not know",
  },
};
