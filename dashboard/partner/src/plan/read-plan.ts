import type { Answer } from "@palier/dashboard-ui/graph/ask";
import type { GraphError } from "@palier/dashboard-ui/graph/errors";
import { type MissingLandlord, missingOf } from "../frame/missing";
import { actionOf, type PlanConnection, type PlannedAction } from "./plan";
import { isSought, mayFollow, type PlanFilter } from "./plan-filter";

/** 10,000 actions: more than anybody reads, and an end to a plan that never ends. */
const mostPages = 50;

/** What has been read of the plan. */
export interface ReadPlan {
  /** False: a page was not given, which does not mean that nothing is planned. */
  readonly isReadable: boolean;
  /** Those that were looked for, in the graph's order. */
  readonly actions: readonly PlannedAction[];
  /** Whether more of them may follow. */
  readonly hasMore: boolean;
  readonly missing: readonly MissingLandlord[];
}

/** One page of the plan; null where the territory does not exist for the reader. */
export type AskPage = (after: string | null) => Promise<Answer<PlanConnection | null>>;

/**
 * Reads pages until `wanted` of what is looked for are there, or no more can come; null where
 * there is no such territory. The graph filters by axis alone.
 */
export async function readPlan(
  askPage: AskPage,
  filter: PlanFilter,
  wanted: number,
): Promise<Answer<ReadPlan | null>> {
  const actions: PlannedAction[] = [];
  const missing = new Map<string, MissingLandlord>();
  const errors: GraphError[] = [];
  let after: string | null = null;
  let isReadable = true;
  let pages = 0;
  do {
    pages += 1;
    const page: Answer<PlanConnection | null> = await askPage(after);
    if (page.data === null) return { data: null, errors: page.errors };
    const read = (page.data.edges ?? []).flatMap((edge) => actionOf(edge) ?? []);
    actions.push(...read.filter((action) => isSought(action, filter)));
    isReadable &&= page.data.edges != null;
    errors.push(...page.errors);
    for (const each of missingOf(page.data.missing)) missing.set(each.slug, each);
    after = nextCursor(page.data, read.at(-1), filter);
  } while (after !== null && actions.length < wanted && pages < mostPages);
  return {
    data: {
      isReadable,
      actions: actions.slice(0, wanted),
      hasMore: after !== null || actions.length > wanted,
      missing: [...missing.values()],
    },
    errors,
  };
}

function nextCursor(
  { pageInfo }: PlanConnection,
  last: PlannedAction | undefined,
  filter: PlanFilter,
): string | null {
  if (pageInfo?.hasNextPage !== true) return null;
  return last === undefined || mayFollow(last, filter) ? (pageInfo.endCursor ?? null) : null;
}
