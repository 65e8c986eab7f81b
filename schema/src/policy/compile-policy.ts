import {
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from "graphql";
import type { AccessTerms } from "../access/access-terms.js";
import type { KindVisibility } from "../access/matrix-rows.js";
import { knownValue, matrixValues } from "../access/matrix-values.js";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { purposesOf } from "../access/purpose-terms.js";
import { visibilityOf } from "../access/visibility.js";
import { fieldsOfCells, hiddenByGatesOnly } from "./cells.js";
import { cellsByEntry } from "./entries.js";
import type { Access, AccessDecision, Policy, PolicyCell } from "./policy.js";

/** The list of cells and the schema contradict each other: nothing may be served. */
export class IncompletePolicyError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(`The policy does not cover the schema:\n${problems.map((one) => `- ${one}`).join("\n")}`);
    this.name = "IncompletePolicyError";
  }
}

/**
 * What a kind of partner may ask of each field of a schema: the graph's API schema, a subgraph's
 * own, or the supergraph. Federation's entry points (`_entities`, `_service`) are in no policy.
 *
 * @throws IncompletePolicyError naming every field that has no cell, every entry of `cells.ts`
 *   that names no field of the contract, and every field that has two cells.
 */
export function compilePolicy(
  { visibility, purposes }: Pick<AccessTerms, "visibility" | "purposes">,
  kind: PartnerKind,
  schema: GraphQLSchema,
  fields: typeof fieldsOfCells = fieldsOfCells,
): Policy {
  const { entries, problems: listProblems } = cellsByEntry(fields);
  const problems = [...listProblems];
  if (!partnerKinds.includes(kind)) problems.push(`"${kind}" is no kind of partner`);
  const ofKind = visibilityOf(visibility, kind);
  const access = new Map<string, Access>();
  for (const type of typesWithFields(schema)) {
    for (const name of Object.keys(type.getFields())) {
      const coordinate = `${type.name}.${name}`;
      if (isOfFederation(coordinate)) continue;
      const found = [type, ...type.getInterfaces()]
        .map((owner) => `${owner.name}.${name}`)
        .filter((entry) => entries.has(entry));
      const [entry] = found;
      if (entry === undefined) problems.push(`${coordinate} has no cell`);
      if (found.length > 1) problems.push(`${coordinate} has several cells: ${found.join(", ")}`);
      const cell = entry === undefined ? undefined : entries.get(entry);
      if (entry === undefined || cell === undefined) continue;
      access.set(coordinate, accessTo(entry, cell, ofKind));
    }
  }
  if (problems.length > 0) throw new IncompletePolicyError(problems);
  return { kind, visibility: ofKind, purposes: purposesOf(purposes, kind), access };
}

/** What a kind that sees this much may do with one entry of `cells.ts`. */
export function accessTo(entry: string, cell: PolicyCell, visibility: KindVisibility): Access {
  return { decision: decisionOn(entry, cell, visibility), cell, entry };
}

function decisionOn(entry: string, cell: PolicyCell, visibility: KindVisibility): AccessDecision {
  if (cell === "reference") return "granted";
  if (cell === "gateway-only") return "gateway-only";
  // One that came past the convention's format is a denial.
  const value = knownValue(visibility[cell]);
  const isHidden = matrixValues[value].rows === "GATES_ONLY" && hiddenByGatesOnly.has(entry);
  return isHidden ? "denied" : value;
}

function typesWithFields(schema: GraphQLSchema): (GraphQLObjectType | GraphQLInterfaceType)[] {
  return Object.values(schema.getTypeMap()).filter(
    (type) => (isObjectType(type) || isInterfaceType(type)) && !isIntrospectionType(type),
  ) as (GraphQLObjectType | GraphQLInterfaceType)[];
}

function isOfFederation(coordinate: string): boolean {
  return ["Query._entities", "Query._service", "_Service.sdl"].includes(coordinate);
}
