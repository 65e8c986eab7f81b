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
import type { PlanConnection } from "./plan";
import { actionsDocument, actionsWithSitesDocument } from "./plan.documents";
import type { PlanFilter } from "./plan-filter";
import { type ReadPlan, readPlan } from "./read-plan";

export interface PlanSelection extends PlanFilter {
  /** Code of the territory. */
  readonly code: string;
  readonly axis: number | null;
  /** How many actions to show; infinity for all. */
  readonly wanted: number;
}

/** The plan's actions that are looked for; pages that were read are kept for a longer list. */
export function usePlan({
  code,
  axis,
  wanted,
  ...filter
}: PlanSelection): UseQueryResult<Answer<ReadPlan | null>> {
  const { session, settings, freshToken, expire } = useSession();
  const { may } = useFrame();
  const queries = useQueryClient();
  const question = may("SITE_IDENTITY") ? actionsWithSitesDocument : actionsDocument;
  const reader = session?.account ?? null;

  const askPage = (after: string | null) =>
    queries.fetchQuery({
      queryKey: [question.toString(), code, axis, after, reader],
      retry: false,
      queryFn: async ({ signal }): Promise<Answer<PlanConnection | null>> => {
        const variables = { code, axis, after };
        const caller = { accessToken: await tokenForQuestion({ freshToken }), signal };
        const { data, errors } = await ask(question, variables, caller);
        return { data: data.territory == null ? null : (data.territory.actions ?? {}), errors };
      },
    });

  return useQuery({
    queryKey: ["plan", question.toString(), code, axis, filter, wanted, reader],
    enabled: session !== null || settings.signIn === null,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      try {
        return await readPlan(askPage, filter, wanted);
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}
