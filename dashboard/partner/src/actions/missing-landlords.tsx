import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useFrame } from "../frame/frame";
import type { MissingLandlord } from "../plan/plan";

/** Landlords whose actions are not there, and why; nothing where all are. */
export function MissingLandlords({ missing }: { readonly missing: readonly MissingLandlord[] }) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  if (missing.length === 0) return null;
  return (
    <Notice kind="partial" title={t("actions.missing", { count: missing.length })}>
      <ul className="missing-landlords">
        {missing.map(({ slug, status }) => (
          <li key={slug}>
            {t("actions.missingLandlord", {
              name: landlordName(slug),
              reason: t(`terms.coverageStatus.${status}`),
            })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
