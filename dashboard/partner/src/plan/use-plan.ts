import { type Answer, ask } from "@palier/dashboard-ui/graph/ask";
import { SignedOutError } from "@palier/dashboard-ui/graph/errors";
import { tokenForQuestion } from "@palier/dashboard-ui/graph/token-for-question";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import {
  keepPreviousData,
  type UseQueryResult,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useFrame } from "../frame/frame";
import { dayAfterMonth } from "./due";
import type { PlanConnection } from "./plan";
import { actionsDocument, actionsWithSitesDocument } from "./plan.documents";
import { everyAction, type PlanFilter } from "./plan-filter";
import { type ReadPlan, readPlan } from "./read-plan";

export interface PlanSelection extends PlanFilter {
  /** Code of the territory. */
  readonly code: string;
  readonly axis: number | null;
  /** How many actions to show; infinity for all. */
  readonly wanted: number;
}

/** Reads the plan's actions that are looked for; pages that were read are kept for a longer list. */
export function useReadPlan(): (selection: PlanSelection) => Promise<Answer<ReadPlan | null>> {
  const { reader, hasExpired, freshToken, expire } = useSession();
  const question = usePlanQuestion();
  const queries = useQueryClient();
  return async ({ code, axis, wanted, ...filter }) => {
    const askPage = (after: string | null) =>
      queries.fetchQuery({
        queryKey: [question.toString(), code, axis, after, reader],
        retry: false,
        queryFn: async ({ signal }): Promise<Answer<PlanConnection | null>> => {
          const variables = { code, axis, after };
          const caller = {
            accessToken: await tokenForQuestion({ freshToken, hasExpired }),
            signal,
          };
          const { data, errors } = await ask(question, variables, caller);
          return { data: data.territory == null ? null : (data.territory.actions ?? {}), errors };
        },
      });
    try {
      return await readPlan(askPage, filter, wanted);
    } catch (error) {
      if (error instanceof SignedOutError) expire();
      throw error;
    }
  };
}

/** The same as a page shows it. */
export function usePlan(
  selection: PlanSelection,
  { isEnabled = true } = {},
): UseQueryResult<Answer<ReadPlan | null>> {
  const { reader, settings } = useSession();
  const question = usePlanQuestion();
  const read = useReadPlan();
  return useQuery({
    queryKey: ["plan", question.toString(), selection, reader],
    enabled: isEnabled && (reader !== null || settings.signIn === null),
    placeholderData: keepPreviousData,
    queryFn: () => read(selection),
  });
}

/** Every action that was late at a month's end and is still to be done; not asked for where the plan is not shown. */
export function useLatePlan({ code, month }: { readonly code: string; readonly month: string }) {
  const isShown = useFrame().may("ACTIONS");
  const query = usePlan(
    {
      ...everyAction,
      ...{ code, axis: null, due: "late", today: dayAfterMonth(month) },
      wanted: Number.POSITIVE_INFINITY,
    },
    { isEnabled: isShown },
  );
  return { isShown, query };
}

function usePlanQuestion() {
  const { may } = useFrame();
  return may("SITE_IDENTITY") ? actionsWithSitesDocument : actionsDocument;
}
