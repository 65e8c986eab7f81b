import { createHash } from "node:crypto";
import { canonicalJson } from "@palier/schema";
import { z } from "zod";

const mostIncidents = 100;
const mostColumns = 100;
/** Of a cell: as long as a report of a round. */
const longestValue = 10_000;

const column = z
  .string()
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what a column's name has none of.
  .regex(/^[^\u0000-\u001f\u007f]{1,100}$/, "a column's name of 1 to 100 characters in one line");
const value = z.union([z.string().max(longestValue), z.number(), z.boolean(), z.null()], {
  error: `a text of at most ${longestValue} characters, a number, true, false or null`,
});
const incident = z
  .record(column, value, { error: "an incident: columns and their values" })
  .refine((row) => Object.keys(row).length <= mostColumns, `at most ${mostColumns} columns`);

const submissionFormat = z.strictObject(
  {
    reference: z
      .string({ error: "your own reference of this submission" })
      // biome-ignore lint/suspicious/noControlCharactersInRegex: what a reference has none of.
      .regex(/^[^\u0000-\u001f\u007f]{1,200}$/, "1 to 200 characters in one line"),
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
