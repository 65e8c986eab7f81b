import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { CoverageStatus } from "../generated/graphql";

export interface MissingLandlordsProps {
  readonly missing: readonly MissingLandlord[];
  readonly sentence: "report.sites.missing" | "report.actions.missing";
}

export interface MissingLandlord {
  readonly landlord?: { readonly slug: string; readonly name?: string | null } | null;
  readonly status?: CoverageStatus | null;
}

/** Who is not in a list, and why: a short list must not look whole. */
export function MissingLandlords({ missing, sentence }: MissingLandlordsProps) {
  const { t } = useWords();
  if (missing.length === 0) return null;
  const landlords = missing
    .map(({ landlord, status }) =>
      t("report.sites.missingOne", {
        landlord: landlord?.name ?? landlord?.slug ?? "?",
        reason: t(`terms.coverageStatus.${status ?? "NO_ANSWER"}`),
      }),
    )
    .join(", ");
  return <p className="sheet-missing">{t(sentence, { landlords })}</p>;
}
