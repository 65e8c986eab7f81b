import { GraphQLError, GraphQLScalarType, type ValueNode, valueFromASTUntyped } from "graphql";
import { isMonth } from "./month.js";

/** `YYYY-MM`, both ways. */
export const monthScalar = textScalar("Month", isMonth, "YYYY-MM, e.g. 2026-10");

/** `YYYY-MM-DD`, both ways. */
export const dayScalar = textScalar("Day", isDay, "YYYY-MM-DD, e.g. 2026-10-31");

/** Whether a text names a day that the calendar has. */
export function isDay(text: unknown): text is string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function textScalar(name: string, isValid: (text: unknown) => text is string, form: string) {
  const parse = (value: unknown, node?: ValueNode): string => {
    if (isValid(value)) return value;
    throw new GraphQLError(`${JSON.stringify(value)} is not a ${name}; write it ${form}`, {
      ...(node && { nodes: node }),
      extensions: { code: "BAD_USER_INPUT" },
    });
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: (value) => {
      if (isValid(value)) return value;
      throw new Error(`A resolver gave a ${name} that is not written ${form}`);
    },
    parseValue: (value) => parse(value),
    parseLiteral: (node) => parse(valueFromASTUntyped(node), node),
  });
}
