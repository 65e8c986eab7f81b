import { useWords } from "@palier/dashboard-ui/language/use-words";
import "./status.css";

export interface DueDateProps {
  /** ISO day. */
  readonly day: string | null;
  /** Days; 0 where it is not late. */
  readonly late: number;
  /** In the place of a day that is not there. */
  readonly absent: string;
}

/** The cell of an action's due day, and since when it has passed. */
export function DueDate({ day, late, absent }: DueDateProps) {
  const { t, format } = useWords();
  return (
    <td className="due">
      {day === null ? (
        <span className="quiet">{absent}</span>
      ) : (
        <time dateTime={day}>{format.day(day)}</time>
      )}
      {late > 0 && <strong className="late">{t("actions.lateSince", { count: late })}</strong>}
    </td>
  );
}
