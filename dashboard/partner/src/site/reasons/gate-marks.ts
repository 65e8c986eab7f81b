import type { Family } from "../../generated/graphql";
import type { Condition, Gate } from "./gates";

/** Families that a gate counts together, and all it asks of them. */
export interface GateMark {
  /** Rows of the picture, from the top. */
  readonly rows: readonly number[];
  readonly conditions: readonly Condition[];
  /** Marks whose rows overlap stand in lanes of their own, 0 on the left. */
  readonly lane: number;
}

/** Where a gate is drawn beside rows of families: the marks, and how many lanes they take. */
export function gateMarks(
  { conditions }: Gate,
  families: readonly Family[],
): { readonly marks: readonly GateMark[]; readonly lanes: number } {
  const marks: GateMark[] = [];
  for (const { rows, conditions: together } of groups(conditions, families)) {
    let lane = 0;
    while (marks.some((mark) => mark.lane === lane && overlap(mark.rows, rows))) lane += 1;
    marks.push({ rows, conditions: together, lane });
  }
  return { marks, lanes: Math.max(1, ...marks.map(({ lane }) => lane + 1)) };
}

/** Conditions on the same families are one mark. */
function groups(conditions: readonly Condition[], families: readonly Family[]) {
  const found = new Map<string, { rows: readonly number[]; conditions: Condition[] }>();
  for (const condition of conditions) {
    const rows = condition.families.map((family) => families.indexOf(family)).sort((a, b) => a - b);
    const key = rows.join();
    const group = found.get(key) ?? { rows, conditions: [] };
    group.conditions.push(condition);
    found.set(key, group);
  }
  return [...found.values()].sort((a, b) => (a.rows[0] ?? 0) - (b.rows[0] ?? 0));
}

function overlap(a: readonly number[], b: readonly number[]): boolean {
  return Math.min(...a) <= Math.max(...b) && Math.min(...b) <= Math.max(...a);
}
