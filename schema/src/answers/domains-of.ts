import { type GraphQLSchema, isInterfaceType, isIntrospectionType, isObjectType } from "graphql";
import { answerDomains } from "./answer-domains.js";
import type { Domain } from "./domain.js";

/** What each field of a schema may hold, by coordinate. */
export type Domains = ReadonlyMap<string, FieldDomain>;

export interface FieldDomain extends Domain {
  /** As the table writes the coordinate: for `LisiereSite.dwellings` it is `Site.dwellings`. */
  readonly entry: string;
}

/** The table and the schema contradict each other: nothing may be served. */
export class IncompleteDomainsError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`Answers cannot be checked:\n${problems.map((one) => `- ${one}`).join("\n")}`);
    this.name = "IncompleteDomainsError";
  }
}

/**
 * @param types every type of every subgraph.
 * @throws IncompleteDomainsError naming every field of which nobody says what it may hold.
 */
export function domainsOf(types: GraphQLSchema, table = answerDomains): Domains {
  const domains = new Map<string, FieldDomain>();
  const problems: string[] = [];
  for (const type of Object.values(types.getTypeMap())) {
    if (!(isObjectType(type) || isInterfaceType(type)) || isIntrospectionType(type)) continue;
    const owners = [type, ...type.getInterfaces()].map((owner) => owner.name);
    for (const field of Object.keys(type.getFields())) {
      const owner = owners.find((each) => table[each]?.[field] !== undefined);
      const domain = owner === undefined ? undefined : table[owner]?.[field];
      if (owner === undefined || domain === undefined) {
        problems.push(`nothing says what ${type.name}.${field} may hold`);
      } else {
        domains.set(`${type.name}.${field}`, { ...domain, entry: `${owner}.${field}` });
      }
    }
  }
  if (problems.length > 0) throw new IncompleteDomainsError(problems);
  return domains;
}
