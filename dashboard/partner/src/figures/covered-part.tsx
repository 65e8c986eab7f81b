import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";

export interface CoveredPartProps {
  /** Of the territory. */
  readonly code: string;
}

/** Of a department: which part of it the figures are of. Its own stock is larger than the convention's. */
export function CoveredPart({ code }: CoveredPartProps) {
  const { t, format } = useWords();
  const territory = useFrame().territories.find((each) => each.code === code);
  if (territory?.kind !== "DEPARTMENT") return null;
  const count = territory.communes?.length ?? 0;
  return (
    <p className="covered-part">
      {t("figures.coveredPart", { count, number: format.number(count) })}
    </p>
  );
}
