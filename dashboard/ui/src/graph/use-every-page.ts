import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useSession } from "../session/session-context";
import { type Answer, ask, type GraphDocument } from "./ask";
import { SignedOutError } from "./errors";
import { tokenForQuestion } from "./token-for-question";
import { type GraphOptions, signedOf } from "./use-graph";

/** What says that a page of a list has another one after it. */
interface PageInfo {
  readonly hasNextPage: boolean;
  readonly endCursor?: string | null;
}

/** Finds it in what a question about one page answers. */
type PageInfoOf<Data> = (data: Data) => PageInfo | null | undefined;

/** 10,000 sites: more marks than a map can show, and an end to a list that never ends. */
export const mostPages = 50;

/** Asks for one page after the other: what lacks the last ones would count wrong. */
export function useEveryPage<Data, Variables>(
  document: GraphDocument<Data, Variables>,
  variables: Variables,
  pageInfoOf: PageInfoOf<Data>,
  isEnabled: boolean,
  options: Pick<GraphOptions, "withPurpose"> = {},
): UseQueryResult<Answer<readonly Data[]>> {
  return useEveryPageOfEach(document, [variables], pageInfoOf, isEnabled, options);
}

/** The pages of several lists as one answer, list after list. */
export function useEveryPageOfEach<Data, Variables>(
  document: GraphDocument<Data, Variables>,
  lists: readonly Variables[],
  pageInfoOf: PageInfoOf<Data>,
  isEnabled: boolean,
  { withPurpose = false }: Pick<GraphOptions, "withPurpose"> = {},
): UseQueryResult<Answer<readonly Data[]>> {
  const { reader, hasExpired, settings, freshToken, purpose, signPurpose, expire } = useSession();
  const isRead = reader !== null || settings.signIn === null;
  const stated = withPurpose ? purpose : null;
  return useQuery({
    queryKey: ["every page", document.toString(), lists, reader, stated],
    enabled: isEnabled && isRead,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }) => {
      try {
        const read = async (variables: Variables, after: string | null) => {
          const accessToken = await tokenForQuestion({ freshToken, hasExpired });
          // What is signed serves for one question.
          const signed = stated === null ? null : await signedOf(signPurpose(stated));
          return ask(document, { ...variables, after }, { accessToken, purpose: signed, signal });
        };
        return await everyPageOfEach(lists, read, pageInfoOf);
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}

/**
 * The pages of several lists as one answer, list after list. Each list has its first page, however many the lists before it
 * have: whoever reads the answer sees by the last page of a list whether it is cut.
 */
export async function everyPageOfEach<Data, List>(
  lists: readonly List[],
  read: (list: List, after: string | null) => Promise<Answer<Data>>,
  pageInfoOf: PageInfoOf<Data>,
): Promise<Answer<readonly Data[]>> {
  const pages: Answer<Data>[] = [];
  for (const list of lists) {
    let after: string | null = null;
    do {
      const page: Answer<Data> = await read(list, after);
      pages.push(page);
      const next = pageInfoOf(page.data);
      after = next?.hasNextPage === true ? (next.endCursor ?? null) : null;
    } while (after !== null && pages.length < mostPages);
  }
  return { data: pages.map(({ data }) => data), errors: pages.flatMap(({ errors }) => errors) };
}
