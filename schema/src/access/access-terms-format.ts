import { z } from "zod";
import type { FileProblem, ProblemAt } from "../checked-yaml/checked-yaml.js";
import { type AccessTerms, purposes } from "./access-terms.js";
import { type Cell, cells } from "./matrix-rows.js";
import { type PartnerKind, partnerKinds } from "./partner-kind.js";
import { unmetNeeds, valuesFor, visibilityOf } from "./visibility.js";

/** The keys of `convention.yaml` that say who sees what; rules across cells are below. */

const rowFormats = Object.fromEntries(cells.map((cell) => [cell, rowFormat(cell)]));
// Each row's format is built from the same list as its type; `Object.fromEntries` cannot say so.
const visibility = z.strictObject(rowFormats, {
  error: `one entry a row: ${cells.join(", ")}`,
}) as unknown as z.ZodType<AccessTerms["visibility"]>;

const wholeNumber = (least: number, most: number) => {
  const error = `write a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, error).max(most, error);
};
const share = "write a share above 0 and at most 1, e.g. 0.85";

export const accessTermsShape = {
  visibility,
  purposes: z
    .array(z.enum(purposes, { error: `one of ${purposes.join(", ")}` }), {
      error: `name at least one of ${purposes.join(", ")}`,
    })
    .min(1, `name at least one of ${purposes.join(", ")}`),
  disclosure: z.strictObject(
    {
      threshold: wholeNumber(2, 100),
      leastLandlords: wholeNumber(2, 100),
      largestShare: z.number({ error: share }).gt(0, share).max(1, share),
    },
    { error: "write { threshold, leastLandlords, largestShare }" },
  ),
  retention: z.strictObject(
    {
      incidentMonths: wholeNumber(1, 1200),
      // The grid looks at twelve months.
      countMonths: wholeNumber(12, 1200),
      accessLogMonths: wholeNumber(1, 1200),
    },
    { error: "write { incidentMonths, countMonths, accessLogMonths }" },
  ),
};

/** What one entry of the access terms may not say because of another. */
export function* accessTermsProblems(terms: AccessTerms, at: ProblemAt): Generator<FileProblem> {
  for (const kind of partnerKinds) {
    for (const { cell, needs } of unmetNeeds(visibilityOf(terms.visibility, kind))) {
      yield at(
        ["visibility", cell, kind],
        `would tell ${kind} what "${needs}" denies: deny it here or grant "${needs}" to ${kind}`,
      );
    }
  }
  for (const [index, purpose] of terms.purposes.entries()) {
    if (terms.purposes.indexOf(purpose) === index) continue;
    yield at(["purposes", index], `"${purpose}" stands here twice`);
  }
  const { incidentMonths, countMonths } = terms.retention;
  if (countMonths < incidentMonths) {
    yield at(["retention", "countMonths"], "counts are kept at least as long as their incidents");
  }
}

function rowFormat(cell: Cell) {
  const entries = partnerKinds.map((kind) => [kind, cellFormat(cell, kind)] as const);
  const error = `one entry a kind: { ${partnerKinds.map((kind) => `${kind}: …`).join(", ")} }`;
  return z.strictObject(Object.fromEntries(entries), { error });
}

/** A cell's closed vocabulary. */
export function cellFormat(cell: Cell, kind: PartnerKind) {
  const values = valuesFor(cell, kind);
  const error = values.length === 1 ? `can only be ${values[0]}` : `one of ${values.join(", ")}`;
  return z.enum(values, { error });
}
