import { Document, isMap } from "yaml";
import { templateTerms } from "../../access/template.js";
import { knownGrids } from "../../grid/known-grids.js";
import { endpointOf, usualRole } from "../landlord-answers.js";
import type { ConventionAnswers } from "./convention-answers.js";

/** A convention's text as it is begun, and what is still to be said in it. */
export interface ConventionDraft {
  readonly text: string;
  readonly missing: readonly string[];
}

/** Days after its end that a month is published in, until the parties agree on others. */
const usualAfterDays = 15;

/**
 * The first version of a convention, under the template's access terms.
 *
 * @param schema path of the JSON Schema, as an editor finds it from the text.
 */
export function draftConvention(answers: ConventionAnswers, schema: string): ConventionDraft {
  const { title, reference, from, until, communes } = answers;
  const missing: string[] = [];
  const document = new Document({
    format: 1,
    reference,
    version: 1,
    title,
    validity: { from, until },
    grid: Math.max(...knownGrids.keys()),
    publication: { from: from.slice(0, "YYYY-MM".length), afterDays: usualAfterDays },
    territories: communes.map(({ code, name, population }) => ({
      ...{ code, kind: "COMMUNE", name },
      ...(population === null ? {} : { population }),
    })),
    landlords: answers.landlords.map(({ slug, name, address, mailbox, stock }) => {
      if (address === null) missing.push(`address of ${name}'s node (\`endpoint\`)`);
      return {
        slug,
        name,
        // A name that never leads anywhere (RFC 2606).
        endpoint: address === null ? `https://${slug}.invalid/graphql` : endpointOf(address),
        correspondent: { role: usualRole, email: mailbox },
        stock,
      };
    }),
    partners: answers.partners.map(({ code, kind, name, mailbox, scope }) => {
      if (mailbox === null) missing.push(`functional mailbox of ${name}`);
      return {
        ...{ code, kind, name },
        correspondent: { role: usualPartnerRole, email: mailbox ?? `referent@${code}.invalid` },
        scope,
      };
    }),
    ...templateTerms,
  });
  document.commentBefore = ` yaml-language-server: $schema=${schema}`;
  const visibility = document.get("visibility", true);
  if (isMap(visibility)) {
    visibility.commentBefore =
      " Who sees what, as the template has it; whatever is not granted here is denied.";
  }
  return { text: document.toString({ lineWidth: 0 }), missing };
}

const usualPartnerRole = "Référent";
