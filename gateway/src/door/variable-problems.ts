import { errorsBeforeNotice, toldMessage } from "@palier/schema";
import {
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from "graphql";
import { longestList, longestWord, mostValues } from "./limits.js";

/** As a request gives them. */
export type Variables = Readonly<Record<string, unknown>>;

/**
 * What is wrong with the variables of one request, before a plan or a subgraph sees them; empty when
 * nothing is. Their size is looked at first: coercion makes an error of every wrong value.
 *
 * @param schema as the caller knows it; its scalars say what they take.
 */
export function variableProblems(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Variables,
): GraphQLFormattedError[] {
  const excess = variableExcess(variables);
  if (excess !== null) return [badInput(excess)];
  const { errors = [] } = getVariableValues(schema, variableDefinitions, variables, {
    maxErrors: errorsBeforeNotice,
  });
  return errors.map(({ message, locations }) => ({
    ...badInput(toldMessage(message)),
    ...(locations && { locations }),
  }));
}

const tooMany = `The variables hold more than ${mostValues} values; send fewer`;
/** Characters of a variable's name that a message quotes; ours have some ten. */
const longestNameTold = 60;

/** The first limit that these values exceed, in words; each value is looked at once, none after that. */
function variableExcess(variables: Variables): string | null {
  let count = 0;
  for (const [name, given] of Object.entries(variables)) {
    const variable = `The variable "$${name.slice(0, longestNameTold)}"`;
    const waiting: unknown[] = [given];
    for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
      count += 1;
      if (count > mostValues) return tooMany;
      if (typeof value === "string" && value.length > longestWord) {
        return `${variable} holds a text of more than ${longestWord} characters; send a shorter one`;
      }
      if (typeof value !== "object" || value === null) continue;
      const inner = Object.values(value);
      if (Array.isArray(value) && inner.length > longestList) {
        return `${variable} holds a list of more than ${longestList} values; send fewer`;
      }
      if (inner.length > mostValues) return tooMany;
      waiting.push(...inner);
    }
  }
  return null;
}

function badInput(message: string): GraphQLFormattedError {
  return { message, extensions: { code: "BAD_USER_INPUT" } };
}
