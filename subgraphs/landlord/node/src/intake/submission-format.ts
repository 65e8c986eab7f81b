import { createHash } from "node:crypto";
import { canonicalJson, plainProblem } from "@palier/schema";
import { z } from "zod";

const mostIncidents = 100;
const mostColumns = 100;
/** Of a cell: as long as a report of a round. */
const longestValue = 10_000;

const plain = (most: number, what: string) =>
  z
    .string({ error: what })
    .min(1, what)
    .max(most, `${what} of at most ${most} characters`)
    .superRefine((text, { addIssue }) => {
      const problem = plainProblem(text);
      if (problem !== null) addIssue({ code: "custom", message: problem });
    });
const column = plain(100, "a column's name");
const value = z.union([z.string().max(longestValue), z.number(), z.boolean(), z.null()], {
  error: `a text of at most ${longestValue} characters, a number, true, false or null`,
});
const incident = z
  .record(column, value, { error: "an incident: columns and their values" })
  .refine((row) => Object.keys(row).length <= mostColumns, `at most ${mostColumns} columns`);

const submissionFormat = z.strictObject(
  {
    reference: plain(200, "your own reference of this submission"),
    incidents: z
      .array(incident, { error: "a list of incidents" })
      .min(1, "at least one incident")
      .max(mostIncidents, `at most ${mostIncidents} incidents`),
  },
  { error: 'write { "reference": …, "incidents": [{ column: value, … }] }' },
);

/** What a system submits, and what tells it from another content. */
export interface Submitted {
  readonly reference: string;
  /** JSON of the incidents in one spelling. */
  readonly content: string;
  readonly contentHash: Buffer;
}

/** @returns null and what is wrong, by its place. */
export function readSubmission(
  body: unknown,
): { readonly submitted: Submitted } | { readonly problems: readonly string[] } {
  const { success, data, error } = submissionFormat.safeParse(body);
  if (!success) {
    return {
      problems: error.issues
        .slice(0, 20)
        .map(({ path, message }) => `${path.slice(0, 2).join(".") || "the body"}: ${message}`),
    };
  }
  const content = canonicalJson(data.incidents);
  const contentHash = createHash("sha256").update(content).digest();
  return { submitted: { reference: data.reference, content, contentHash } };
}
