import { z } from "zod";
import type { AccessTerms } from "../access/access-terms.js";
import { cellFormat } from "../access/access-terms-format.js";
import { type Cell, type CellValue, cells, type KindVisibility } from "../access/matrix-rows.js";
import { type PartnerKind, partnerKinds } from "../access/partner-kind.js";
import { closed, compareValues, valueIn, visibilityOf } from "../access/visibility.js";
import { checkedYaml } from "../checked-yaml/checked-yaml.js";
import { ConfigurationError } from "../ground/errors.js";
import { accessTo } from "./compile-policy.js";
import { type Budgets, budgetFormat } from "./partner-budget.js";
import type { Policy } from "./policy.js";

/**
 * What one landlord shows less than the convention grants, how much of it in a minute, and whether to
 * people for whom a broker speaks; what is left out stays as it is.
 */
export type Narrowing = {
  readonly [C in Cell]?: { readonly [K in PartnerKind]?: CellValue<C> };
} & { readonly budget?: Budgets; readonly broker?: "refused" };

/** The shape of a landlord's narrowing: the convention's matrix, only what differs, and budgets. */
export const narrowingFormat = z.strictObject(
  {
    ...Object.fromEntries(
      cells.map((cell) => [
        cell,
        z
          .strictObject(
            Object.fromEntries(
              partnerKinds.map((kind) => [kind, cellFormat(cell, kind).optional()]),
            ),
            { error: "write { KIND: value }" },
          )
          .optional(),
      ]),
    ),
    budget: budgetFormat.optional(),
    broker: z.literal("refused", { error: "write refused, or leave `broker` out" }).optional(),
  },
  // Each cell's format is built from the same list as its type; `Object.fromEntries` cannot say so.
) as unknown as z.ZodType<Narrowing>;

/**
 * Reads a landlord's narrowing from YAML.
 *
 * @param partners of the convention, which a budget may name.
 * @throws ConfigurationError with each problem's file, line and column.
 */
export function parseNarrowing(
  text: string,
  fileName: string,
  partners: readonly { readonly code: string }[],
): Narrowing {
  const codes = new Set(partners.map(({ code }) => code));
  return checkedYaml(text, fileName, narrowingFormat, ({ budget = {} }, at) =>
    Object.keys(budget)
      .filter((code) => !codes.has(code))
      .map((code) => at(["budget", code], `the convention has no partner "${code}"`)),
  );
}

/**
 * The policy as one landlord applies it. What would give away a cell that it denies is denied with
 * it: who is not shown the level is not shown the gates either.
 *
 * @throws ConfigurationError naming every cell that would be wider than the convention grants.
 */
export function narrow(policy: Policy, narrowing: Narrowing): Policy {
  const { kind, visibility } = policy;
  const problems: string[] = [];
  const narrowed: Partial<Record<Cell, CellValue>> = {};
  for (const cell of cells) {
    const granted = visibility[cell];
    const wanted: CellValue = narrowing[cell]?.[kind] ?? granted;
    narrowed[cell] = wanted;
    if (compareValues(cell, wanted, granted) <= 0) continue;
    problems.push(
      `visibility of "${cell}" for ${kind}: "${wanted}" is wider than the convention's "${granted}"; a landlord may only narrow`,
    );
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  // The loop above has filled every cell.
  return withVisibility(policy, closed(narrowed as KindVisibility));
}

/**
 * A narrowing without what has become wider than the convention: a node that goes over to a text that
 * grants less goes by the narrower of both.
 */
export function withinGrant(
  narrowing: Narrowing,
  { visibility }: Pick<AccessTerms, "visibility">,
): Narrowing {
  const rows = cells.flatMap((cell) => {
    const row = narrowing[cell];
    if (row === undefined) return [];
    const kept = partnerKinds.flatMap((kind) => {
      const wanted: CellValue | undefined = row[kind];
      const isWider =
        wanted !== undefined &&
        compareValues(cell, wanted, visibilityOf(visibility, kind)[cell]) > 0;
      return wanted === undefined || isWider ? [] : [[kind, wanted]];
    });
    return [[cell, Object.fromEntries(kept)]];
  });
  return { ...narrowing, ...Object.fromEntries(rows) };
}

/**
 * A narrowing in which what the convention itself writes, and grants less of since another of its cells does not show
 * that, stands for what it grants: who repeats a cell asks for nothing wider.
 */
export function asGranted(
  narrowing: Narrowing,
  { visibility }: Pick<AccessTerms, "visibility">,
): Narrowing {
  const rows = cells.flatMap((cell) => {
    const row = Object.entries(narrowing[cell] ?? {}) as [PartnerKind, CellValue][];
    if (row.length === 0) return [];
    const values = row.map(([kind, wanted]) => {
      const isRepeated = wanted === valueIn(visibility, cell, kind);
      return [kind, isRepeated ? visibilityOf(visibility, kind)[cell] : wanted];
    });
    return [[cell, Object.fromEntries(values)]];
  });
  return { ...narrowing, ...Object.fromEntries(rows) };
}

function withVisibility(policy: Policy, visibility: KindVisibility): Policy {
  const access = [...policy.access].map(
    ([coordinate, { entry, cell }]) => [coordinate, accessTo(entry, cell, visibility)] as const,
  );
  return { ...policy, visibility, access: new Map(access) };
}
