import { z } from "zod";
import { checkedYaml } from "../checked-yaml/checked-yaml.js";
import { isLandlordSlug, slugRule } from "../ground/landlord-slug.js";
import { slugOf } from "../ground/slug-of.js";
import { landlordFormat } from "./convention-format.js";
import { organisationNumberFormat, type PartyFile } from "./party-file.js";

const { name, endpoint, correspondent, stock, slug } = landlordFormat.shape;

const answersFormat = z.strictObject(
  {
    name,
    organisationNumber: organisationNumberFormat,
    address: endpoint,
    mailbox: correspondent.shape.email,
    stock,
    slug: slug.optional(),
    role: correspondent.shape.role.optional(),
  },
  {
    error: (issue) =>
      issue.code === "invalid_type" ? "the file holds no answers of a landlord" : undefined,
  },
);

/** What a landlord says of itself when it sets up its node. */
export type LandlordAnswers = z.infer<typeof answersFormat>;

/** The landlord's entry as far as its answers make it: its keys come from its node. */
export type KeylessEntry = Omit<PartyFile["landlord"], "key" | "logKey">;

/** What a convention calls who answers for a landlord, unless the landlord says otherwise. */
export const usualRole = "Référent sûreté";

/**
 * Reads a landlord's answers.
 *
 * @throws ConfigurationError with the first problems at their places.
 */
export function parseLandlordAnswers(text: string, fileName: string): LandlordAnswers {
  return checkedYaml(text, fileName, answersFormat, function* (answers, at) {
    if (answers.slug === undefined && !isLandlordSlug(slugOf(answers.name))) {
      yield at(["name"], `makes no short name; say one under \`slug\`: ${slugRule}`);
    }
  });
}

export function entryOf({
  name: called,
  address,
  mailbox,
  stock: declared,
  slug: short,
  role = usualRole,
}: LandlordAnswers): KeylessEntry {
  return {
    slug: short ?? slugOf(called),
    name: called,
    endpoint: endpointOf(address),
    correspondent: { role, email: mailbox },
    stock: declared,
  };
}

/** A node answers at `/graphql`; who gives its bare address means that. */
export function endpointOf(address: string): string {
  const url = new URL(address);
  if (url.pathname === "/") url.pathname = "/graphql";
  return url.href;
}

/** `77288 1240, 77288/QN07701M 120` as a list of what is declared; null where it is none. */
export function stockIn(text: string): KeylessEntry["stock"] | null {
  const parts = text
    .split(",")
    .map((part) => /^(\w+)(?:\/([\w-]+))?\s+(\d{1,9})$/.exec(part.trim()));
  const declared = parts.flatMap((part) => {
    const [, commune = "", priorityDistrict, dwellings] = part ?? [];
    const place = priorityDistrict === undefined ? { commune } : { commune, priorityDistrict };
    return part === null ? [] : [{ ...place, dwellings: Number(dwellings) }];
  });
  return declared.length === parts.length ? declared : null;
}
