import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import type { MissingLandlord } from "../frame/missing";

/** Of whom nothing is known, which is not that nothing changed; without names where nobody tells who is missing. */
export function useMissingWords(): (missing: readonly MissingLandlord[]) => string {
  const { t } = useWords();
  const { landlordName } = useFrame();
  return (missing) => {
    if (missing.length === 0) return t("changes.missingUntold");
    const landlords = missing.map(({ slug, status }) =>
      t("changes.missingOne", {
        landlord: landlordName(slug),
        reason: t(`terms.coverageStatus.${status}`),
      }),
    );
    return t("changes.missing", { landlords: landlords.join(", ") });
  };
}

export function MissingOfChanges({ missing }: { readonly missing: readonly MissingLandlord[] }) {
  const missingWords = useMissingWords();
  return missing.length === 0 ? null : <p>{missingWords(missing)}</p>;
}
