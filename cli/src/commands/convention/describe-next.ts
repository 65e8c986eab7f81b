import { type Convention, conventionHash, diffConventions } from "@palier/schema";
import { describeChanges } from "./diff-conventions.js";

/** What the next version changes, and who must sign it by when. */
export function describeNext(before: Convention, after: Convention, output: string): string {
  const { version, validity, landlords } = after;
  const signing = landlords.map(({ slug }) => slug).join(", ");
  return [
    `Wrote ${output}: version ${version}, from ${validity.from}.`,
    `  hash ${conventionHash(after)}`,
    describeChanges(diffConventions(before, after), ["en", "fr"]),
    `To be signed before ${validity.from} by ${signing}. Whoever has not signed then is not served (NOT_IN_FORCE), the others are.`,
  ].join("\n");
}
