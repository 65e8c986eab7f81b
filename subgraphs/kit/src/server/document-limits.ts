import { documentExtent, mostErrors } from "@palier/schema";
import { GraphQLError, type GraphQLFormattedError, type ValidationRule } from "graphql";

/**
 * Tokens of a document, where a service does not say otherwise: what the largest document that the
 * gateway takes asks of the convention for a hundred landlords has some 15,000.
 */
export const usualTokens = 40_000;
/**
 * Fragments spread. The gateway takes 15 from its caller, and no plan was seen with more; other
 * planners may add some of their own. Each is answered for every entity asked for, under a name as
 * long as the asker likes.
 */
const mostAliases = 100;
/** Whoever writes by hand needs no more; the place of each error is counted from the first. */
const mostLines = 2_000;

/**
 * Refuses a document that holds more once its fragments are spread than one that spells everything
 * out can: an executor would follow each spread.
 *
 * @param mostSelections fragments spread; each takes a token at least where it is spelled out.
 */
export function limitDocuments(mostSelections: number): ValidationRule {
  return (context) => ({
    Document(node) {
      const { selections, aliases } = documentExtent(node);
      const found: readonly [number, number, string][] = [
        [selections, mostSelections, "selections, fragments spread"],
        [aliases, mostAliases, "aliases, fragments spread"],
        [node.loc?.endToken.line ?? 0, mostLines, "lines"],
      ];
      for (const [count, most, unit] of found) {
        if (count <= most) continue;
        context.reportError(
          new GraphQLError(`The operation has more than ${most} ${unit}; split it`),
        );
      }
    },
  });
}

/**
 * The first errors of an answer, and one at least about each entity that has any, and about none in
 * particular: whoever asked must not take half of it for the whole.
 */
export function firstOfEach(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const subjects = new Set<string | number>();
  return errors.filter(({ path: [root, entity] = [] }, index) => {
    const subject = root === "_entities" && entity !== undefined ? entity : "none";
    const isFirst = !subjects.has(subject);
    subjects.add(subject);
    return isFirst || index < mostErrors;
  });
}
