import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useContext } from "react";
import { useSession } from "../session/session-context";
import { type Answer, ask, type GraphDocument } from "./ask";
import { AskedTogetherContext, askTogether, type Question } from "./asked-together";
import { OfflineError, SignedOutError } from "./errors";
import { tokenForQuestion } from "./token-for-question";

export interface GraphOptions {
  /** False: the question is not asked, e.g. because the convention would refuse it. */
  readonly isEnabled?: boolean;
  /** Sends the visitor's purpose along; it becomes part of the access log. */
  readonly withPurpose?: boolean;
}

/**
 * The answer to a question, kept while the page is open. Another month or filter shows the
 * previous answer until its own is there (`isPlaceholderData`).
 */
export function useGraph<Data, Variables>(
  document: GraphDocument<Data, Variables>,
  variables: Variables,
  { isEnabled = true, withPurpose = false }: GraphOptions = {},
): UseQueryResult<Answer<Data>> {
  const { reader, hasExpired, settings, freshToken, purpose, signPurpose, expire } = useSession();
  const isRead = reader !== null || settings.signIn === null;
  const stated = withPurpose ? purpose : null;
  const together = useContext(AskedTogetherContext);
  const own = { text: document.toString(), variables: variables as object };
  const keyOf = (question: Question) => [question.text, question.variables, reader, stated];
  const send = async (question: Question, signal: AbortSignal) => {
    const accessToken = await tokenForQuestion({ freshToken, hasExpired });
    const signed = stated === null ? null : await signedOf(signPurpose(stated));
    const asked = { toString: () => question.text };
    return ask<Data, object>(asked, question.variables, { accessToken, purpose: signed, signal });
  };
  return useQuery({
    queryKey: keyOf(own),
    enabled: isEnabled && isRead,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client }) => {
      try {
        const asking = { client, keyOf, ask: send };
        const shared = together && (await askTogether<Data>(together, own, asking));
        return shared ?? (await send(own, signal));
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}

/** @throws OfflineError where the gateway cannot be asked what to sign, SignedOutError without a key. */
export async function signedOf(signing: Promise<string | null>): Promise<string> {
  const signed = await signing.catch((cause: unknown) => {
    throw new OfflineError("a purpose could not be stated", { cause });
  });
  if (signed === null) throw new SignedOutError();
  return signed;
}
