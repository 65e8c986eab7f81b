import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { useFrame } from "../frame/frame";

export interface SheetFooterProps {
  readonly month: string;
}

/** What every page of the report says of itself. */
export function SheetFooter({ month }: SheetFooterProps) {
  const { t, format } = useWords();
  const { convention } = useFrame();
  const { settings } = useSession();
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  const { reference = "?", version = "?" } = convention ?? {};
  return (
    <footer className="sheet-footer">
      <span>{t("report.footer", { reference, version, grid, month: format.month(month) })}</span>
      {settings.isDemonstration && <span>{t("report.footerDemonstration")}</span>}
    </footer>
  );
}

export interface SheetFootProps extends SheetFooterProps {
  /** Of the table. */
  readonly columns: number;
}

/** The same at the end of a table that runs over several sheets. */
export function SheetFoot({ month, columns }: SheetFootProps) {
  return (
    <tfoot>
      <tr>
        <td colSpan={columns}>
          <SheetFooter month={month} />
        </td>
      </tr>
    </tfoot>
  );
}
