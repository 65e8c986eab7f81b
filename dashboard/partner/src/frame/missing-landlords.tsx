import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useFrame } from "./frame";
import type { MissingLandlord } from "./missing";

export interface MissingLandlordsProps {
  readonly title: string;
  readonly missing: readonly MissingLandlord[];
}

/** Landlords whose part is not there, and why; nothing where all are. */
export function MissingLandlords({ title, missing }: MissingLandlordsProps) {
  const { t, format } = useWords();
  const { landlordName } = useFrame();
  if (missing.length === 0) return null;
  return (
    <Notice kind="partial" title={title}>
      <ul>
        {missing.map(({ slug, status, sites }) => {
          const said = { name: landlordName(slug), reason: t(`terms.coverageStatus.${status}`) };
          return (
            <li key={`${slug} ${status} ${sites?.[0] ?? ""}`}>
              {sites === undefined
                ? t("frame.missingLandlord", said)
                : t("frame.missingSites", { ...said, sites: format.listWithAnd(sites) })}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}
