import { BadUserInputError } from "./errors.js";
import { textProblems } from "./longest-texts.js";

/** What is wrong with who is said to act: a function or an account; empty: nothing. */
export function authorProblems(author: string): string[] {
  if (author.trim() === "") return ["an act needs an author"];
  return textProblems([["the author", "name", author]]);
}

/**
 * @param author null or undefined: the act does not say.
 * @throws BadUserInputError naming what is wrong with the author.
 */
export function checkAuthor(author: string | null | undefined): void {
  const problems = author == null ? [] : authorProblems(author);
  if (problems.length > 0) throw new BadUserInputError(`Nothing is done: ${problems.join("; ")}.`);
}
