import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { ActionStatus } from "../generated/graphql";
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
