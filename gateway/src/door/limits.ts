import { documentExtent } from "@palier/schema";
import {
  type DocumentNode,
  type GraphQLFormattedError,
  type Token,
  TokenKind,
  visit,
} from "graphql";

/** What one operation may hold; the contract's own depth is 11, introspection by a tool needs 15. */
export const deepestOperation = 16;
export const mostAliases = 15;
/** Tokens of a document: the tools' introspection has some 400. */
export const mostTokens = 2_000;
/**
 * Of @include and @skip, fragments spread: each is planned for both ways, with all that stands under
 * it; fifteen took the planner a second. No page of the dashboard has any.
 */
export const mostConditions = 5;
/** Selections of a document, fragments spread: introspection by a tool has 240, a page of the dashboard 40. */
export const mostSelections = 400;
/** As many as tokens: whatever is beyond them is blank, or longer comments than what they explain. */
export const mostLines = 2_000;
/** Characters of a name or value, in a document or beside it: a cursor has some 400 at most. */
export const longestWord = 1_000;
/** Values of one list: there are four levels and some ten families. */
export const longestList = 100;
/** Values of all variables together, lists and what stands in them. */
export const mostValues = 1_000;

interface Excess {
  readonly count: number;
  readonly most: number;
  readonly unit: string;
  /** Where it stands, when it stands at one place. */
  readonly at?: Token | null;
}

/**
 * What a document has too much of, in words; empty for one within the limits. To be asked before
 * anything else walks the document: each token and each node is read once.
 */
export function documentExcesses(document: DocumentNode): GraphQLFormattedError[] {
  const { selections, depth, aliases, directives } = documentExtent(document);
  const excesses: readonly Excess[] = [
    { count: document.loc?.endToken.line ?? 0, most: mostLines, unit: "lines" },
    longestWordOf(document),
    longestListOf(document),
    { count: depth, most: deepestOperation, unit: "levels" },
    { count: aliases, most: mostAliases, unit: "aliases" },
    { count: directives, most: mostConditions, unit: "conditions" },
    { count: selections, most: mostSelections, unit: "selections, fragments spread" },
  ];
  return excesses
    .filter(({ count, most }) => count > most)
    .map(({ most, unit, at }) => ({
      message: `The operation has more than ${most} ${unit}; split it`,
      ...(at && { locations: [{ line: at.line, column: at.column }] }),
      extensions: { code: "GRAPHQL_VALIDATION_FAILED" },
    }));
}

function longestWordOf({ loc }: DocumentNode): Excess {
  let count = 0;
  let at: Token | null = null;
  for (let token = loc?.startToken ?? null; token !== null; token = token.next) {
    // Punctuation has no value, whatever its type says.
    const characters = token.value?.length ?? 0;
    if (token.kind === TokenKind.COMMENT || characters <= count) continue;
    count = characters;
    at = token;
  }
  return { count, most: longestWord, unit: "characters in one name or value", at };
}

function longestListOf(document: DocumentNode): Excess {
  let count = 0;
  let at: Token | null = null;
  visit(document, {
    ListValue({ values, loc }) {
      if (values.length <= count) return;
      count = values.length;
      at = loc?.startToken ?? null;
    },
  });
  return { count, most: longestList, unit: "values in one list", at };
}
