import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";

/** What figures rest on, as every caption says it: `octobre 2026 · grille de classification version 1`. */
export function useBasis(): (month: string, landlord: string | null) => string {
  const { t, format } = useWords();
  const { convention, landlordName } = useFrame();
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  return (month, landlord) =>
    landlord === null
      ? t("figures.basis", { month: format.month(month), grid })
      : t("figures.basisLandlord", {
          month: format.month(month),
          grid,
          landlord: landlordName(landlord),
        });
}
