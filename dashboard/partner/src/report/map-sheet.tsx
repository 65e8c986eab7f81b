import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useBasis } from "../figures/basis";
import { ReportMap } from "./report-map";
import { type InMonth, Sheet } from "./sheet";

/** Where the sites at levels 3 and 4 are. */
export function MapSheet({ code, month }: InMonth) {
  const { t } = useWords();
  const basis = useBasis()(month, null);
  return (
    <Sheet title={t("report.contents.map")} month={month}>
      <p className="headline-basis">{basis}</p>
      <ReportMap code={code} month={month} />
    </Sheet>
  );
}
