import { createHash } from "node:crypto";
import { stripIgnoredCharacters } from "graphql";

/**
 * Names a document by what it asks: SHA-256, in hexadecimal, of its text without what GraphQL ignores,
 * as graphql-js strips it (spaces, line ends, commas and comments between the words; the layout of
 * block strings). An alias, an order or a value that differs makes another document.
 *
 * Reads the text once, word by word: no way to nest or spread what it says costs more.
 *
 * @throws GraphQLError for a text that is not made of GraphQL's words.
 */
export function documentHash(text: string): string {
  return createHash("sha256").update(stripIgnoredCharacters(text), "utf8").digest("hex");
}
