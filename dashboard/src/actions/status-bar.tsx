import { type StatusCounts, statuses, totalOf } from "./action-counts";
import "./status.css";

export interface StatusBarProps {
  readonly counts: StatusCounts;
  /** Total of the longest bar beside it. */
  readonly most: number;
}

/** The numbers beside it as lengths; patterns tell statuses apart where colours do not. */
export function StatusBar({ counts, most }: StatusBarProps) {
  return (
    <div
      className="status-bar"
      aria-hidden="true"
      style={{ width: `${(100 * totalOf(counts)) / most}%` }}
    >
      {statuses
        .filter((status) => counts[status] > 0)
        .map((status) => (
          <span
            key={status}
            className="status-fill"
            data-status={status}
            style={{ flexGrow: counts[status] }}
          />
        ))}
    </div>
  );
}
