import type { IncidentPageKey, IncidentPosition, ServedIncident } from "@palier/landlord-store";
import { BadUserInputError, firstDay, type MonthRange, type Nomenclature } from "@palier/schema";
import { type MonthArguments, requestedRange } from "../month/month-range.js";
import type { OfShownMonths } from "../month/shown-months.js";
import type { Loader } from "../request/loading.js";
import type { Site } from "../site/site.type.js";
import { leastDwellings, monthsOfSite } from "../site/site-months.js";
import type { Answering } from "../viewer/audience.js";
import type { Family } from "./family.type.js";
import type { IncidentConnection } from "./incident-connection.type.js";
import { firstIncidentId, parseIncidentCursor } from "./incident-cursor.js";
import { toIncidentConnection } from "./incident-presentation.js";

const largestPage = 100;
/** A single incident of a smaller site would be about one household. */
const fewestDwellings = 11;

/** Every closed month unless told. */
const rangeRule = { months: Number.POSITIVE_INFINITY, atMost: Number.POSITIVE_INFINITY };

/** Arguments of a page of incidents. */
export interface IncidentPageArguments extends MonthArguments {
  readonly first: number;
  readonly after?: string | null;
  readonly family?: Family | null;
}

/** What pages of incidents are read by. */
export interface IncidentReading extends Answering, OfShownMonths {
  readonly incidents: Loader<IncidentPageKey, ServedIncident[]>;
}

/** A site's incidents of closed months. */
export class IncidentService {
  constructor(private readonly nomenclature: Nomenclature) {}

  /**
   * Null where no incident exists for who asks, and where none may be told by itself.
   *
   * @throws BadUserInputError for a `first` outside 1 to 100 and for a cursor of another list.
   */
  async findPage(
    site: Site,
    asked: IncidentPageArguments,
    { shownMonths, incidents, conditions, access }: IncidentReading,
  ): Promise<IncidentConnection | null> {
    if (!tellsOfIncidents(site, conditions)) return null;
    const { first, family } = asked;
    if (first < 1 || first > largestPage) {
      throw new BadUserInputError(`first is ${first}; it must be from 1 to ${largestPage}`);
    }
    const after = afterPosition(asked.after);
    const range = monthsOfSite(site, requestedRange(await shownMonths(), asked, rangeRule));
    const rows =
      range === null
        ? []
        : await incidents.load({
            siteId: site.siteId,
            from: firstDay(range.from),
            before: earlier(endOf(range), after),
            categories: family ? categoriesOf(family, this.nomenclature) : null,
            atMost: first + 1,
          });
    access.addRows(Math.min(rows.length, first));
    return toIncidentConnection(rows, first, after !== null, this.nomenclature);
  }
}

/** Whether who asks may read incidents of the site, one by one or counted from those that are. */
export function tellsOfIncidents(site: Site, { incidents }: Answering["conditions"]): boolean {
  return incidents !== "NONE" && leastDwellings(site) >= fewestDwellings;
}

export function categoriesOf(family: Family, { categories }: Nomenclature): string[] {
  return [...categories.values()].filter((each) => each.family === family).map(({ code }) => code);
}

function afterPosition(after: string | null | undefined): IncidentPosition | null {
  if (after == null) return null;
  const position = parseIncidentCursor(after);
  if (position === null) throw new BadUserInputError("after is no cursor of a page of incidents");
  return position;
}

/** Every incident of the range lies before it. */
function endOf({ to }: MonthRange): IncidentPosition {
  return { day: firstDay(to + 1), id: firstIncidentId };
}

function earlier(a: IncidentPosition, b: IncidentPosition | null): IncidentPosition {
  if (b === null || a.day < b.day || (a.day === b.day && a.id < b.id)) return a;
  return b;
}
