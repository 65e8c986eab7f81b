import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useState } from "react";
import { ChangedSites } from "./changed-sites";
import type { InMonth } from "./moved-table";

/** The sites that changed in a year: many, so they are asked for when they are wanted. */
export function OfYear({ code, month }: InMonth) {
  const { t } = useWords();
  const [wasOpened, setOpened] = useState(false);
  return (
    <details className="changed-year" onToggle={() => setOpened(true)}>
      <summary>{t("changes.ofYear")}</summary>
      {wasOpened && <ChangedSites code={code} month={month} months={12} />}
    </details>
  );
}
