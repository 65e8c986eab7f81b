import { documentExtent, mostErrors } from "@palier/schema";
import { GraphQLError, type GraphQLFormattedError, type ValidationRule } from "graphql";

/**
 * Tokens of a document, where a service does not say otherwise: what the largest document that the
 * gateway takes asks of the convention for a hundred landlords has 11,000.
 */
export const mostTokens = 20_000;

/**
 * Refuses a document that holds more once its fragments are spread than one that spells everything
 * out can: an executor would follow each spread.
 *
 * @param most selections; each takes a token at least.
 */
export function limitSelections(most: number): ValidationRule {
  return (context) => ({
    Document(node) {
      if (documentExtent(node).selections <= most) return;
      context.reportError(
        new GraphQLError(
          `The operation has more than ${most} selections, fragments spread; split it`,
        ),
      );
    },
  });
}

/**
 * The first errors of an answer, and one at least about each entity that has any: whoever asked for
 * it must not take half of it for the whole.
 */
export function toldErrors(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const entities = new Set<string | number>();
  return errors.filter(({ path: [root, entity] = [] }, index) => {
    const isFirst = root === "_entities" && entity !== undefined && !entities.has(entity);
    if (isFirst) entities.add(entity);
    return isFirst || index < mostErrors;
  });
}
