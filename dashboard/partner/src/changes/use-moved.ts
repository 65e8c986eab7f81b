import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { monthBefore } from "../figures/change";
import { useFrame } from "../frame/frame";
import { movedDocument, movedWithDecisionsDocument } from "./changes.documents";

/** Since the month before and since the year before, as far as they are published. */
export function useMoved(code: string, month: string) {
  const { months, may } = useFrame();
  const yearBefore = monthBefore(month, 12);
  // Both tell the same, one of them less.
  const document = may("SITE_LEVEL") ? movedWithDecisionsDocument : movedDocument;
  return useGraph(
    document as typeof movedDocument,
    // A month that is not published would be refused.
    { code, month, yearBefore: months.includes(yearBefore) ? yearBefore : null },
    { isEnabled: may("TERRITORY_FIGURES") },
  );
}
