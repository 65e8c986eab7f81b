import { monthScalar } from "@palier/subgraph-kit";
import { valueFromASTUntyped } from "graphql";

/**
 * `Month` that takes any value in: a resolver refuses a malformed month with the code of a bad
 * argument and the months it could have been, which a refused literal cannot have.
 */
export const anyMonthIn: Pick<typeof monthScalar, "serialize" | "parseValue" | "parseLiteral"> = {
  serialize: monthScalar.serialize,
  parseValue: asText,
  parseLiteral: (node, variables) => asText(valueFromASTUntyped(node, variables)),
};

function asText(value: unknown): string {
  return typeof value === "string" ? value : String(JSON.stringify(value));
}
