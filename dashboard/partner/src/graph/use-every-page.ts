import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import type { TypedDocumentString } from "../generated/graphql";
import { useSession } from "../session/session-context";
import { type Answer, ask } from "./ask";
import { SignedOutError } from "./errors";

/** What says that a page of a territory's sites has another one after it. */
interface PagedSites {
  readonly territory?: {
    readonly sites?: {
      readonly pageInfo?: {
        readonly hasNextPage: boolean;
        readonly endCursor?: string | null;
      } | null;
    } | null;
  } | null;
}

/** 10,000 sites: more marks than a map can show, and an end to a list that never ends. */
const mostPages = 50;

/** Asks for one page after the other: a map that lacks the last ones would count wrong. */
export function useEveryPage<Data extends PagedSites, Variables>(
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
  isEnabled: boolean,
): UseQueryResult<Answer<readonly Data[]>> {
  const { session, settings, expire } = useSession();
  const isSignedIn = session !== null || settings.signIn === null;
  return useQuery({
    queryKey: ["every page", document.toString(), variables, session?.account ?? null],
    enabled: isEnabled && isSignedIn,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      const caller = { accessToken: session?.accessToken ?? null, signal };
      try {
        return await everyPage((after) => ask(document, { ...variables, after }, caller));
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}

async function everyPage<Data extends PagedSites>(
  read: (after: string | null) => Promise<Answer<Data>>,
): Promise<Answer<readonly Data[]>> {
  const pages: Answer<Data>[] = [];
  for (let after: string | null = null; pages.length < mostPages; ) {
    const page: Answer<Data> = await read(after);
    pages.push(page);
    const next = page.data.territory?.sites?.pageInfo;
    if (next?.hasNextPage !== true || next.endCursor == null) break;
    after = next.endCursor;
  }
  return { data: pages.map(({ data }) => data), errors: pages.flatMap(({ errors }) => errors) };
}
