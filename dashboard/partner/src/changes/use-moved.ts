import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { monthBefore } from "../figures/change";
import { useFrame } from "../frame/frame";
import { movedDocument } from "./changes.documents";

/** Since the month before and since the year before, as far as they are published. */
export function useMoved(code: string, month: string) {
  const { months, may } = useFrame();
  const [lastMonth, lastYear] = [monthBefore(month, 1), monthBefore(month, 12)];
  return useGraph(
    movedDocument,
    {
      ...{ code, month, lastMonth, lastYear },
      ...{ hasMonth: months.includes(lastMonth), hasYear: months.includes(lastYear) },
    },
    { isEnabled: may("TERRITORY_FIGURES") },
  );
}
