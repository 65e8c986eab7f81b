import type { ActionStatus } from "../generated/graphql";
import { useWords } from "../language/use-words";
import "./status.css";

/** Where an action stands: a patterned square, and the word. */
export function StatusMark({ status }: { readonly status: ActionStatus }) {
  const { t } = useWords();
  return (
    <span className="status-mark">
      <span className="status-fill" data-status={status} aria-hidden="true" />
      {t(`terms.actionStatus.${status}`)}
    </span>
  );
}
