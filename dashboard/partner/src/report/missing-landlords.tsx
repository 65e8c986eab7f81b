import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import type { MissingLandlord } from "../frame/missing";

export interface MissingLandlordsProps {
  readonly missing: readonly MissingLandlord[];
  readonly sentence: "report.sites.missing" | "report.actions.missing";
}

/** Who is not in a list, and why: a short list must not look whole. */
export function MissingLandlords({ missing, sentence }: MissingLandlordsProps) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  const landlords = missing.map(({ slug, status }) =>
    t("report.sites.missingOne", {
      landlord: landlordName(slug),
      reason: t(`terms.coverageStatus.${status}`),
    }),
  );
  if (landlords.length === 0) return null;
  return <p className="sheet-missing">{t(sentence, { landlords: landlords.join(", ") })}</p>;
}
