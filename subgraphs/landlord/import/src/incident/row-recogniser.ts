import type { IdentityValues } from "@palier/landlord-store";
import type { EntityManager } from "typeorm";
import { fromDigits, type IncidentId } from "../identity/incident-id.js";
import type { IncidentIdentity } from "../identity/incident-identity.js";
import { RowRanks } from "../identity/row-ranks.js";
import type { Candidate } from "./candidate.js";
import { identityValues, storedContentSql } from "./incident-draft.js";
import { formerValues, handFields } from "./incident-values.js";
import type { KnownIncident } from "./known-incidents.js";

/** Ranks among equal incidents that are looked through. */
const mostEqual = 200;

/** What tells incidents of one site, day and category apart. */
const circumstances = ["timeBand", "place", "severity"] as const;

/** An incident of the day, site and category of a row. */
interface Likely extends KnownIncident {
  readonly siteId: number;
  readonly values: IdentityValues;
  /** What its file's rows are told apart by; null: the values by default. */
  readonly definition: string | null;
  /** What it is known by besides its id. */
  readonly identities: readonly IncidentId[];
  readonly isWithdrawn: boolean;
}

/** What rows turn out to tell that are known by no identity, by the ids that they would have. */
export interface Recognised {
  readonly known: ReadonlyMap<IncidentId, KnownIncident>;
  readonly withdrawn: ReadonlySet<IncidentId>;
}

/** An incident as the record has it, and all that it is known by. */
export interface RecordedIncident {
  readonly ids: readonly IncidentId[];
  readonly values: IdentityValues;
}

/**
 * Knows incidents without a reference again, one row of a file for one incident, where no identity does: rows that
 * tell more than their incident's did, and those that a mapping tells apart by what was corrected by hand.
 */
export class RowRecogniser {
  /** Incidents that rows of the file were taken for. */
  private readonly taken: RowRanks;
  private hasTaken = false;
  /** Rows that fit several incidents which differ, or one that another row of the file tells. */
  uncertain = 0;

  /** @param ranks of the rows of the file, by the ids that they have among no equal ones. */
  constructor(
    private readonly tx: EntityManager,
    private readonly identity: IncidentIdentity,
    private readonly ranks: RowRanks,
    private readonly rules: {
      readonly rowsRankedInMemory: number;
      readonly isPersonalMapped: boolean;
      readonly hasGone: boolean;
    },
  ) {
    this.taken = new RowRanks(tx, rules.rowsRankedInMemory, "import_taken_incident");
  }

  async beginFile(): Promise<void> {
    if (this.hasTaken) await this.taken.beginFile();
    this.hasTaken = false;
  }

  /** @param rows of one file, without a reference, which no identity knows; in the order of their ranks. */
  async recognise(rows: readonly Candidate[]): Promise<Recognised> {
    const known = new Map<IncidentId, KnownIncident>();
    const withdrawn = new Set<IncidentId>();
    const groups = await this.likely(rows);
    if (groups.size === 0) return { known, withdrawn };
    const fitting = rows.map((row) => {
      const group = groups.get(groupOf(row.draft.site.id ?? 0, identityValues(row.draft))) ?? [];
      return group.filter((incident) => fits(row, incident)).sort(byLeastMissing);
    });
    const candidates = [...new Set(fitting.flat())];
    const free = await this.free(candidates, rows[0]);
    const taken = new Set<Likely>();
    for (const [index, { id }] of rows.entries()) {
      const choices = (fitting[index] ?? []).filter((one) => free.has(one) && !taken.has(one));
      const [first] = choices;
      if (first === undefined) continue;
      taken.add(first);
      if (choices.some(({ content }) => content !== first.content)) this.uncertain += 1;
      if (first.isWithdrawn) withdrawn.add(id);
      else known.set(id, first);
    }
    if (taken.size > 0) {
      this.hasTaken = true;
      await this.taken.next([...taken].map(idOf));
    }
    return { known, withdrawn };
  }

  /** Incidents that rows tell by an identity: one that another row was taken for may be a further one. */
  async noteTold(incidents: readonly KnownIncident[]): Promise<void> {
    if (!this.hasTaken) return;
    const counts = await this.taken.seen(incidents.map(idOf));
    this.uncertain += [...counts.values()].filter((count) => count > 0).length;
  }

  /** @returns those that rows of the file so far tell as they are recorded. */
  async told<Incident extends RecordedIncident>(
    incidents: readonly Incident[],
  ): Promise<ReadonlySet<Incident>> {
    const firsts = incidents.map(({ values }) => this.identity.ofValues(values));
    const counts = await this.ranks.seen(firsts);
    const isTold = ({ ids }: Incident, index: number) => {
      const first = firsts[index] ?? "";
      return this.hasRank(ids, first, counts.get(first) ?? 0);
    };
    return new Set(incidents.filter(isTold));
  }

  private hasRank(ids: readonly IncidentId[], first: IncidentId, most: number): boolean {
    for (let rank = 1; rank <= Math.min(most, mostEqual); rank += 1) {
      if (ids.includes(this.identity.ofEqual(first, rank))) return true;
    }
    return false;
  }

  /** Those that have no reference, that the file does not tell otherwise, and no row of it was taken for. */
  private async free(
    incidents: readonly Likely[],
    row: Candidate | undefined,
  ): Promise<ReadonlySet<Likely>> {
    const byValues = row?.valuesId === null;
    const able = byValues
      ? incidents.filter((incident) => this.isWithoutReference(incident))
      : await this.correctedApart(incidents);
    const recorded = able.map((incident) => ({
      incident,
      ids: [idOf(incident), ...incident.identities],
      values: incident.values,
    }));
    const told = byValues ? await this.told(recorded) : await this.toldByColumns(recorded);
    const counts = this.hasTaken ? await this.taken.seen(able.map(idOf)) : nobody;
    return new Set(
      recorded
        .filter((one) => !told.has(one) && (counts.get(idOf(one.incident)) ?? 0) === 0)
        .map(({ incident }) => incident),
    );
  }

  private isWithoutReference({ identities, values, ...incident }: Likely): boolean {
    if (identities.length > 0) return true;
    return this.hasRank([idOf(incident)], this.identity.ofValues(values), mostEqual);
  }

  /** Those that a hand corrected in what their mapping tells incidents apart by. */
  private async correctedApart(incidents: readonly Likely[]): Promise<readonly Likely[]> {
    if (incidents.length === 0) return [];
    const former = await formerValues(
      this.tx,
      incidents.map(({ incidentId }) => incidentId),
    );
    return incidents.filter(({ incidentId, definition }) => {
      const parts = new Set<string>(definition?.split("; "));
      return [...handFields(former.get(incidentId) ?? [])].some((field) => parts.has(field));
    });
  }

  private async toldByColumns<Incident extends RecordedIncident>(
    incidents: readonly Incident[],
  ): Promise<ReadonlySet<Incident>> {
    const counts = await this.ranks.seen(incidents.flatMap(({ ids }) => ids));
    return new Set(incidents.filter(({ ids }) => ids.some((id) => (counts.get(id) ?? 0) > 0)));
  }

  /** @returns incidents of other files, by site, day and category. */
  private async likely(rows: readonly Candidate[]): Promise<ReadonlyMap<string, Likely[]>> {
    const asked = new Map<string, Candidate>();
    for (const row of rows) {
      const { site } = row.draft;
      if (site.id !== null) asked.set(groupOf(site.id, identityValues(row.draft)), row);
    }
    const groups = new Map<string, Likely[]>();
    if (asked.size === 0) return groups;
    const given = [...asked.values()];
    const { isPersonalMapped, hasGone } = this.rules;
    const found = await this.tx.query<
      (Omit<Likely, "values" | "identities"> & IdentityValues & { identities: string[] })[]
    >(likelySql(isPersonalMapped, hasGone), [
      given.map(({ draft }) => draft.site.id),
      given.map(({ draft }) => draft.day.text),
      given.map(({ draft }) => draft.category),
      given[0]?.file.id,
    ]);
    for (const { site, day, category, timeBand, place, severity, identities, ...rest } of found) {
      const values = { site, day, category, timeBand, place, severity };
      const key = groupOf(rest.siteId, values);
      const group = groups.get(key) ?? [];
      group.push({ ...rest, values, identities: identities.map(fromDigits) });
      groups.set(key, group);
    }
    return groups;
  }
}

const nobody: ReadonlyMap<IncidentId, number> = new Map();

function idOf({ incidentId }: Pick<KnownIncident, "incidentId">): IncidentId {
  return fromDigits(incidentId.replaceAll("-", ""));
}

function groupOf(siteId: number, { day, category }: IdentityValues): string {
  return `${siteId}\0${day}\0${category}`;
}

/**
 * Whether a row may tell the incident: by the values, more of it and nothing else; by columns, what it is, where
 * those of its file are the same.
 */
function fits({ draft, file, valuesId }: Candidate, { values, definition }: Likely): boolean {
  const told = circumstances.filter((field) => file.fields.has(field));
  const differing = told.filter((field) => draft[field] !== values[field]);
  if (valuesId !== null) return differing.length === 0 && definition === file.identity;
  return differing.length > 0 && differing.every((field) => values[field] === null);
}

/** Those of which more is recorded first; then as they came. */
function byLeastMissing(one: Likely, other: Likely): number {
  const missing = ({ values }: Likely) =>
    circumstances.filter((field) => values[field] === null).length;
  return missing(one) - missing(other) || one.fileId - other.fileId || one.line - other.line;
}

/** One look at an index for each site, day and category, however much the planner knows of the table. */
const likelySql = (isPersonalMapped: boolean, hasGone: boolean) => {
  const columns = `i.time_band AS "timeBand", i.place, i.severity`;
  const rest = (
    id: string,
  ) => `s.reference AS site, asked.day::text AS day, asked.category, asked.site_id AS "siteId",
    f.name AS file, f.identity AS definition, i.file_id AS "fileId", i.line,
    ARRAY(SELECT replace(k.identity::text, '-', '') FROM incident_identity AS k
      WHERE k.incident_id = ${id}) AS identities`;
  const joined =
    "JOIN site AS s ON s.id = asked.site_id LEFT JOIN import_file AS f ON f.id = i.file_id";
  const standing = `
    SELECT i.id AS "incidentId", ${columns}, ${rest("i.id")}, false AS "isWithdrawn",
      ${storedContentSql(isPersonalMapped)} AS content
    FROM asked CROSS JOIN LATERAL (
      SELECT * FROM incident WHERE site_id = asked.site_id AND day = asked.day OFFSET 0
    ) AS i ${joined} ${isPersonalMapped ? "LEFT JOIN incident_personal AS p ON p.incident_id = i.id" : ""}
    WHERE i.category = asked.category AND i.file_id <> $4::integer`;
  const withdrawn = `
    SELECT i.incident_id, ${columns}, ${rest("i.incident_id")}, true, ''
    FROM withdrawn_incident AS w CROSS JOIN LATERAL (
      SELECT v.* FROM incident_version AS v
      WHERE v.incident_id = w.incident_id AND v.act IN ('IMPORTED', 'CORRECTED')
      ORDER BY v.id DESC LIMIT 1
    ) AS i JOIN asked USING (site_id, day, category) ${joined}`;
  return `WITH asked AS (
      SELECT * FROM unnest($1::integer[], $2::date[], $3::text[]) AS asked (site_id, day, category)
    ) ${standing} ${hasGone ? `UNION ALL ${withdrawn}` : ""}`;
};
