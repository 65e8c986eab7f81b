import {
  type ActedIncidents,
  type ActSettings,
  type CorrectedIncident,
  correctIncident as correctStanding,
  SiteRow,
  signedRules,
  siteCalled,
} from "@palier/landlord-store";
import { BadUserInputError, type MonthNumber, monthNumber, monthText } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { dayOfDate } from "./date/day.js";
import { incidentIdentity } from "./incident/called-incidents.js";
import { identifyCorrected } from "./incident/corrected-identity.js";
import { followUpProblem } from "./incident/incident-draft.js";
import { ValueReaders } from "./incident/value-readers.js";
import { ownMapping } from "./mapping/own-mapping.js";
import type { Reading } from "./value/reading.js";

/** What may be corrected by hand, as it is written in a file; null: nothing is known. */
export interface IncidentCorrection {
  readonly day?: string;
  readonly category?: string;
  /** The landlord's reference of the site. */
  readonly site?: string;
  readonly timeBand?: string | null;
  readonly place?: string | null;
  readonly severity?: string | null;
  readonly complaint?: string | null;
  readonly target?: string | null;
  readonly followUp?: string | null;
}

/**
 * Corrects what is named of incidents, all of them or none; the rest stays. Words are read as those of a file are.
 *
 * @throws BadUserInputError naming what is wrong.
 * @throws MonthStateError when the month one is in, or would be in, is closed.
 */
export async function correctIncident(
  store: DataSource,
  incidents: ActedIncidents,
  correction: IncidentCorrection,
  settings: ActSettings,
  clock: () => Date = () => new Date(),
): Promise<{ readonly isChanged: boolean }> {
  return correctStanding(
    store,
    incidents,
    async (tx, standing): Promise<CorrectedIncident | null> => {
      const { nomenclature } = await signedRules(tx, clock());
      const readers = new ValueReaders(ownMapping, nomenclature, dayOfDate(clock()));
      const problems: string[] = [];
      const read = <Value>(
        text: string | null | undefined,
        reader: (text: string) => Reading<Value>,
        otherwise: Value,
        none: Value,
      ): Value => {
        if (text === undefined) return otherwise;
        if (text === null) return none;
        const reading = reader(text);
        if (reading.ok) return reading.value;
        problems.push(`"${text}" is not ${reading.expected}`);
        return otherwise;
      };
      const standingDay = { text: standing.day, month: monthNumber(standing.day.slice(0, 7)) };
      const day = read(correction.day, readers.day("day-first"), standingDay, standingDay);
      const { category, timeBand, place, severity, complaint, target, followUp } = standing;
      const site = await siteOf(tx, correction.site ?? null, standing.siteId, day, problems);
      const corrected = {
        id: standing.id,
        siteId: site.id,
        day: day.text,
        category: read(correction.category, readers.category, category, category),
        timeBand: read<string | null>(
          correction.timeBand,
          readers.timeBand("day-first"),
          timeBand,
          null,
        ),
        place: read<string | null>(correction.place, readers.place, place, null),
        severity: read<number | null>(correction.severity, readers.severity, severity, null),
        complaint: read<string | null>(correction.complaint, readers.complaint, complaint, null),
        target: read<string | null>(correction.target, readers.target, target, null),
        followUp: read<string | null>(correction.followUp, readers.followUp, followUp, null),
      };
      const contradiction = followUpProblem(corrected);
      if (contradiction !== null) {
        problems.push(`"${contradiction.value}" is not ${contradiction.expected}`);
      }
      if (problems.length > 0) {
        throw new BadUserInputError(`Nothing is changed: ${problems.join("; ")}.`);
      }
      const isSame = Object.entries(corrected).every(
        ([field, value]) => standing[field as keyof typeof standing] === value,
      );
      if (isSame) return null;
      await identifyCorrected(tx, await incidentIdentity(tx), standing.id, {
        ...corrected,
        site: site.reference,
      });
      return { ...corrected, fileId: null, line: null, personal: null };
    },
    settings,
  );
}

/** @returns the site, which is there in the month of the day. */
async function siteOf(
  tx: EntityManager,
  reference: string | null,
  standing: number,
  { month }: { readonly month: MonthNumber },
  problems: string[],
): Promise<{ readonly id: number; readonly reference: string }> {
  const site =
    reference === null
      ? await tx.findOneBy(SiteRow, { id: standing })
      : await siteCalled(tx, reference);
  if (site === null) {
    problems.push(`"${reference}" is no site of this landlord: "palier sites import" adds sites`);
    return { id: standing, reference: "" };
  }
  if (month < site.firstMonth || month > site.lastMonth) {
    problems.push(
      `the site "${site.reference}" was not there in ${monthText(month)} ("palier sites list" shows the months of each)`,
    );
  }
  return site;
}
