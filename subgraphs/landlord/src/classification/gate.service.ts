import { type Grid, type Nomenclature, reasonsAt, windowStart } from "@palier/schema";
import { isFamily } from "../incident/family.type.js";
import { familyCounts } from "../incident/family-counts.js";
import type { RequestContext } from "../request-context.js";
import type { Classification } from "./classification.type.js";
import type { Gate } from "./gate.type.js";

/** The reasons of a computed level, from the counts of its window. */
export class GateService {
  constructor(
    private readonly grid: Grid,
    private readonly nomenclature: Nomenclature,
  ) {}

  /** The highest level first; none where the month has no level, null where reasons are hidden. */
  async findGates(
    { site, monthNumber, counted, status }: Classification,
    { counts, conditions: { reasons }, access }: RequestContext,
  ): Promise<Gate[] | null> {
    if (reasons === "HIDDEN") return null;
    if (status !== "CLASSIFIED") return [];
    const start = windowStart(this.grid, monthNumber);
    const months = (await counts.load({ siteId: site.siteId, ...counted })).filter(
      ({ month }) => start <= month && month <= monthNumber,
    );
    access.addRows(months.length);
    const history = {
      dwellings: site.dwellings ?? 0,
      incidents: familyCounts(months, this.nomenclature),
      closedMonths: months.map(({ month }) => month),
    };
    return reasonsAt(history, monthNumber, this.grid).map(({ level, met, conditions }) => ({
      level,
      met,
      conditions: conditions.map((condition) => ({
        ...condition,
        families: condition.families.filter(isFamily),
        ...(reasons === "SHOWN" ? {} : { observed: null, met: null }),
      })),
    }));
  }
}
