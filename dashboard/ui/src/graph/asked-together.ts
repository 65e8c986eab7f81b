import { hashKey, type QueryClient, type QueryKey, type QueryState } from "@tanstack/react-query";
import { createContext } from "react";
import type { Answer, GraphDocument } from "./ask";
import { BusyError, RefusedError } from "./errors";

/** A document with what it is asked with. */
export interface Question {
  readonly text: string;
  readonly variables: object;
}

export function questionOf<Data, Variables extends object>(
  document: GraphDocument<Data, Variables>,
  variables: Variables,
): Question {
  return { text: document.toString(), variables };
}

/**
 * Questions of a page's parts that one question answers at once. What comes holds the answer of each part, which finds
 * in it what it asked for. Where something of it is missing or refused each part asks for itself, so that every one
 * has its own failure and its own "try again".
 */
export interface AskedTogether {
  readonly whole: Question;
  readonly parts: readonly Question[];
}

export const AskedTogetherContext = createContext<AskedTogether | null>(null);

/** What one reader's answers are kept under, and how they are asked for. */
export interface Asking<Data> {
  readonly client: QueryClient;
  keyOf(question: Question): QueryKey;
  ask(question: Question, signal: AbortSignal): Promise<Answer<Data>>;
}

/**
 * Asks for all parts at once, whichever of them is the first, and gives each its answer.
 *
 * @returns null where the part is to be asked alone: it is none of them, has failed before, or something is missing of all.
 * @throws what hinders any question, as OfflineError.
 */
export async function askTogether<Data>(
  { whole, parts }: AskedTogether,
  part: Question,
  { client, keyOf, ask }: Asking<Data>,
): Promise<Answer<Data> | null> {
  const keys = parts.map(keyOf);
  const isAmong = keys.some((key) => hashKey(key) === hashKey(keyOf(part)));
  if (!isAmong || hasFailed(client.getQueryState(keyOf(part)))) return null;
  try {
    const answer = await client.fetchQuery({
      queryKey: keyOf(whole),
      queryFn: ({ signal }) => ask(whole, signal),
      // While the gateway is away each part tries again by itself, and says so.
      retry: (failures, error) => failures < 1 && error instanceof BusyError,
    });
    if (answer.errors.length > 0) return null;
    for (const key of keys) client.setQueryData(key, answer);
    return answer;
  } catch (error) {
    if (error instanceof RefusedError) return null;
    throw error;
  }
}

function hasFailed(state: QueryState<Answer<unknown>> | undefined): boolean {
  if (state === undefined) return false;
  const { errorUpdateCount, fetchFailureCount, data } = state;
  return errorUpdateCount + fetchFailureCount + (data?.errors.length ?? 0) > 0;
}
