import { ClosedMonths, type Grid, type Nomenclature, reasonsAt } from "@palier/schema";
import { isFamily } from "../incident/family.type.js";
import { familyCounts } from "../incident/family-counts.js";
import type { RequestContext } from "../request-context.js";
import type { Classification } from "./classification.type.js";
import type { FoundGates } from "./found-gates.js";
import type { Gate } from "./gate.type.js";

type GateContext = Pick<
  RequestContext,
  "counts" | "countedSites" | "gates" | "conditions" | "access"
>;

/** The reasons of a computed level, from the counts of its window. */
export class GateService {
  constructor(
    private readonly grid: Grid,
    private readonly nomenclature: Nomenclature,
  ) {}

  /** The highest level first; none where the month has no level, null where reasons are hidden. */
  async findGates(classification: Classification, context: GateContext): Promise<Gate[] | null> {
    if (context.conditions.reasons === "HIDDEN") return null;
    if (classification.status !== "CLASSIFIED") return [];
    const { site, monthNumber } = classification;
    const { gates, countedMonths } = await context.gates.get(`${site.siteId}/${monthNumber}`, () =>
      this.gatesOf(classification, context),
    );
    context.access.addRows(countedMonths);
    return gates;
  }

  private async gatesOf(
    { site, monthNumber, counted }: Classification,
    context: GateContext,
  ): Promise<FoundGates> {
    const range = `${site.siteId}/${counted.from}/${counted.to}`;
    const { history, closed } = await context.countedSites.get(range, async () => {
      const months = await context.counts.load({ siteId: site.siteId, ...counted });
      const closedMonths = months.map(({ month }) => month);
      const incidents = familyCounts(months, this.nomenclature);
      return {
        history: { dwellings: site.dwellings ?? 0, incidents, closedMonths },
        closed: new ClosedMonths(closedMonths, this.grid),
      };
    });
    const isShown = context.conditions.reasons === "SHOWN";
    const gates = reasonsAt(history, monthNumber, this.grid).map(({ level, met, conditions }) => ({
      level,
      met,
      conditions: conditions.map((condition) => ({
        ...condition,
        families: condition.families.filter(isFamily),
        ...(isShown ? {} : { observed: null, met: null }),
      })),
    }));
    return { gates, countedMonths: closed.countInWindow(monthNumber) };
  }
}
