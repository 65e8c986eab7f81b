import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import type { MissingLandlord } from "../frame/missing";

/** Of whom nothing is known, which is not that nothing changed. */
export function MissingOfChanges({ missing }: { readonly missing: readonly MissingLandlord[] }) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  if (missing.length === 0) return null;
  const landlords = missing.map(({ slug, status }) =>
    t("changes.missingOne", {
      landlord: landlordName(slug),
      reason: t(`terms.coverageStatus.${status}`),
    }),
  );
  return <p>{t("changes.missing", { landlords: landlords.join(", ") })}</p>;
}
