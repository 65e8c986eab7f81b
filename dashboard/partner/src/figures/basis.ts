import { useFrame } from "../frame/frame";
import { useWords } from "../language/use-words";

/** What figures rest on, as every caption says it: `octobre 2026 · grille de classification version 1`. */
export function useBasis(): (month: string, landlord: string | null) => string {
  const { t, format } = useWords();
  const { convention, landlordName } = useFrame();
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  return (month, landlord) =>
    landlord === null
      ? t("territory.basis", { month: format.month(month), grid })
      : t("territory.basisLandlord", {
          month: format.month(month),
          grid,
          landlord: landlordName(landlord),
        });
}
