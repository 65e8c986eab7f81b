import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Answer } from "../graph/ask";
import { BusyError, OfflineError, SignedOutError } from "../graph/errors";
import { useWords } from "../language/use-words";
import { Failure } from "./failure";
import { Notice } from "./notice";
import "./answered.css";

export interface AnsweredProps<Data> {
  readonly query: UseQueryResult<Answer<Data>>;
  /** Height kept free while nothing is there, in rem, so that the page does not jump. */
  readonly roomRem?: number;
  /** `isWhole`: nothing of what was asked is missing. */
  readonly children: (data: Data, isWhole: boolean) => ReactNode;
}

/**
 * A question's answer in whichever state it is: under way, refused, out of reach, in part or whole.
 * An answer for a month that has been left stays, dimmed, until the next is there.
 */
export function Answered<Data>({ query, roomRem = 8, children }: AnsweredProps<Data>) {
  const { t } = useWords();
  const { data: answer, error, isPlaceholderData, dataUpdatedAt, refetch } = query;
  if (error !== null && !isStandIn(error, answer)) return <Failure error={error} retry={refetch} />;
  if (answer === undefined) {
    return (
      <div className="answered-wait" role="status" style={{ minHeight: `${roomRem}rem` }}>
        <span className="answered-pulse" aria-hidden="true" />
        {t("parts.loading")}
      </div>
    );
  }
  return (
    <div className="answered" aria-busy={isPlaceholderData} data-stale={isPlaceholderData}>
      {error !== null && !(error instanceof SignedOutError) && (
        <Failure error={error} retry={refetch} readAtMs={dataUpdatedAt} />
      )}
      {answer.errors.length > 0 && <PartialNotice errors={answer.errors.length} />}
      {children(answer.data, answer.errors.length === 0)}
    </div>
  );
}

/** What was read before the connection was lost, too much was asked or the session ended may still be looked at. */
function isStandIn(error: Error, answer: unknown): boolean {
  const isKept =
    error instanceof OfflineError || error instanceof BusyError || error instanceof SignedOutError;
  return isKept && answer !== undefined;
}

function PartialNotice({ errors }: { readonly errors: number }) {
  const { t } = useWords();
  return <Notice kind="partial" title={t("parts.partial", { count: errors })} />;
}
