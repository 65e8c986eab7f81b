import { z } from "zod";
import type { FileProblem, ProblemAt } from "../checked-yaml/checked-yaml.js";
import type { Legible } from "../checked-yaml/legible.js";
import type { AccessTerms } from "./access-terms.js";
import { type Cell, cells, isOptional, type KindVisibility } from "./matrix-rows.js";
import { meaningOf } from "./matrix-values.js";
import { type PartnerKind, partnerKinds } from "./partner-kind.js";
import { type Purpose, purposes } from "./purpose.js";
import { purposeProofs } from "./purpose-proof.js";
import type { PurposesByKind, PurposeTerms } from "./purpose-terms.js";
import { unmetNeeds, valuesFor } from "./visibility.js";

/** The keys of `convention.yaml` that say who sees what; rules across cells are below. */

const rowFormats = Object.fromEntries(
  cells.map((cell) => {
    return [cell, isOptional(cell) ? rowFormat(cell).optional() : rowFormat(cell)];
  }),
);
// Each row's format is built from the same list as its type; `Object.fromEntries` cannot say so.
const visibility = z.strictObject(rowFormats, {
  error: `one entry a row: ${cells.join(", ")}`,
}) as unknown as z.ZodType<AccessTerms["visibility"]>;

const wholeNumber = (least: number, most: number) => {
  const error = `write a whole number from ${least} to ${most}`;
  return z.int({ error }).min(least, error).max(most, error);
};
const share = "write a share above 0 and at most 1, e.g. 0.85";

const purpose = z.enum(purposes, { error: `one of ${purposes.join(", ")}` });
const purposesOfOne = z.array(purpose, {
  error: `write a list: [${purposes.slice(0, 2).join(", ")}], or [] for none`,
});
const byKind = "write one list a kind: { POLICE: [INVESTIGATION, …], JUSTICE: […], … }";
const purposesByKind = z.strictObject(
  Object.fromEntries(partnerKinds.map((kind) => [kind, purposesOfOne])),
  { error: byKind },
  // `Object.fromEntries` forgets the kinds.
) as unknown as z.ZodType<PurposesByKind>;

export const accessTermsShape = {
  visibility,
  purposes: z.union([z.array(purpose).min(1, byKind), purposesByKind], { error: byKind }),
  purposeProof: z
    .enum(purposeProofs, {
      error: `one of ${purposeProofs.join(", ")}; left out, it is ${purposeProofs[0]}`,
    })
    .optional(),
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
export function* accessTermsProblems(
  { visibility = {}, purposes, retention }: Legible<AccessTerms>,
  at: ProblemAt,
): Generator<FileProblem> {
  for (const kind of partnerKinds) {
    for (const { cell, needs } of unmetNeeds(valuesOf(visibility, kind))) {
      yield at(
        ["visibility", cell, kind],
        `would tell ${kind} what "${needs}" denies: deny it here or grant "${needs}" to ${kind}`,
      );
    }
  }
  if (purposes !== undefined) yield* purposeProblems(purposes, visibility, at);
  const { incidentMonths, countMonths } = retention ?? {};
  if (incidentMonths !== undefined && countMonths !== undefined && countMonths < incidentMonths) {
    yield at(["retention", "countMonths"], "counts are kept at least as long as their incidents");
  }
}

type LegibleVisibility = Legible<AccessTerms["visibility"]>;

function valuesOf(visibility: LegibleVisibility, kind: PartnerKind): Partial<KindVisibility> {
  const entries = cells.flatMap((cell) => {
    const isAbsent = isOptional(cell) && !(cell in visibility);
    const value = isAbsent ? "denied" : visibility[cell]?.[kind];
    return value === undefined ? [] : [[cell, value]];
  });
  // `Object.fromEntries` forgets which value belongs to which row.
  return Object.fromEntries(entries) as Partial<KindVisibility>;
}

function* purposeProblems(
  purposes: Legible<PurposeTerms>,
  visibility: LegibleVisibility,
  at: ProblemAt,
) {
  const byKind = isOneListOf(purposes) ? null : purposes;
  const lists: readonly (readonly [PropertyKey[], readonly unknown[] | undefined])[] =
    byKind === null
      ? [[["purposes"], purposes as readonly unknown[]]]
      : partnerKinds.map((kind) => [["purposes", kind], byKind[kind]]);
  for (const [path, list = []] of lists) {
    for (const [index, purpose] of list.entries()) {
      if (purpose === undefined || list.indexOf(purpose) === index) continue;
      yield at([...path, index], `"${purpose}" stands here twice`);
    }
  }
  // One list for all may leave a kind without any: it reads nothing then, as it was written.
  if (byKind === null) return;
  for (const kind of partnerKinds.filter((each) => byKind[each]?.length === 0)) {
    for (const cell of cells) {
      const value = visibility[cell]?.[kind];
      if (value === undefined || meaningOf(value).fields !== "ON_PURPOSE") continue;
      yield at(
        ["purposes", kind],
        `"${cell}" is shown to ${kind} on stating a purpose, and it may state none: name one here, or deny "${cell}"`,
      );
    }
  }
}

/** `Array.isArray` does not know lists that are only read. */
function isOneListOf(purposes: Legible<PurposeTerms>): purposes is Legible<readonly Purpose[]> {
  return Array.isArray(purposes);
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
