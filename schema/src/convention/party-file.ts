import { z } from "zod";
import { checkedYaml } from "../checked-yaml/checked-yaml.js";
import { isPublicKey } from "../keys/signature-key.js";
import { landlordFormat } from "./convention-format.js";

/** What a landlord sends to the coordinator so as to become a party: all of it public. */
export interface PartyFile {
  readonly format: 1;
  /** SIREN or SIRET. */
  readonly organisationNumber: string;
  /** The entry as it is to stand in the convention. */
  readonly landlord: PartyEntry;
}

export type PartyEntry = z.infer<typeof landlordFormat>;

const organisationNumberRule =
  "write the organisation's number in quotes: SIREN (9 digits) or SIRET (14 digits)";

/** Whether digits are a SIREN or SIRET: a slip of one digit is none. */
export function isOrganisationNumber(text: string): boolean {
  if (!/^(\d{9}|\d{14})$/.test(text)) return false;
  const doubled = [...text].map((digit, place) => {
    const value = Number(digit) * ((text.length - place) % 2 === 0 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  });
  return doubled.reduce((sum, value) => sum + value, 0) % 10 === 0;
}

export const organisationNumberFormat = z
  .string({ error: organisationNumberRule })
  .refine(isOrganisationNumber, organisationNumberRule);

const partyFormat = z.strictObject(
  {
    format: z.literal(1, { error: "the only format known is 1" }),
    organisationNumber: organisationNumberFormat,
    landlord: landlordFormat,
  },
  {
    error: (issue) =>
      issue.code === "invalid_type" ? "the file holds no landlord's entry" : undefined,
  },
);

/**
 * Reads what a landlord has sent.
 *
 * @throws ConfigurationError with the first problems at their places.
 */
export function parsePartyFile(text: string, fileName: string): PartyFile {
  return checkedYaml(text, fileName, partyFormat, function* ({ landlord }, at) {
    if (!isPublicKey(landlord.key)) {
      yield at(["landlord"], "a landlord without `key` can sign nothing");
    }
  });
}
