import { useWords } from "@palier/dashboard-ui/language/use-words";

/** Rows of a table that the back of a room can read, and that fit a screen. */
export const mostRows = 7;

interface ShownOfProps {
  readonly count: number;
  /** False where something of the list could not be read: there are as many or more. */
  readonly isWhole: boolean;
  readonly most?: number;
}

/** How many there are, where a screen does not hold them all. */
export function ShownOf({ count, isWhole, most = mostRows }: ShownOfProps) {
  const { t, format } = useWords();
  if (count <= most) return null;
  return (
    <p className="projection-remark">
      {t(isWhole ? "projection.shownOf" : "projection.shownOfMore", {
        shown: format.number(most),
        total: format.number(count),
      })}
    </p>
  );
}
