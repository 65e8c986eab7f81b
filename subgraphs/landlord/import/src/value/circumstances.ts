import type { FollowUp, IncidentSource, IncidentTarget } from "@palier/landlord-store";

/** What a file may say of whom or what an incident was aimed at, the codes included. */
export const targetWords = withCodes<IncidentTarget>({
  STAFF: ["personnel", "gardien", "gardienne", "salarié", "agent"],
  CONTRACTOR: ["prestataire", "entreprise"],
  TENANT: ["locataire", "habitant", "résident"],
  VISITOR: ["visiteur", "tiers", "passant"],
  STOCK: ["patrimoine", "bâtiment", "équipement", "parties communes"],
});

/** As above, of who told the landlord. */
export const sourceWords = withCodes<IncidentSource>({
  CARETAKER: ["gardien", "gardienne", "personnel"],
  TENANT: ["locataire", "habitant", "résident"],
  PATROL: ["ronde", "patrouille", "télésurveillance", "GPIS"],
  CONTRACTOR: ["prestataire", "entreprise"],
  PARTNER: ["partenaire", "police", "mairie", "police municipale"],
});

/** As above, of what the landlord did about it. */
export const followUpWords = withCodes<FollowUp>({
  NONE: ["aucune", "aucune suite", "sans suite", "non"],
  MAIN_COURANTE: ["main courante", "MC"],
  PRE_COMPLAINT: ["pré-plainte", "préplainte", "pré-plainte en ligne"],
  COMPLAINT: ["plainte", "plainte déposée", "dépôt de plainte"],
});

function withCodes<Code extends string>(
  words: Readonly<Record<Code, readonly string[]>>,
): ReadonlyMap<string, Code> {
  return new Map(
    (Object.keys(words) as Code[]).flatMap((code) =>
      [code, ...words[code]].map((word) => [word, code] as const),
    ),
  );
}
