import { BinaryRows } from "../copy/binary-rows.js";
import type { LoadedRows } from "../copy/copy-in.js";
import type { CsvRow } from "../csv/csv-row.js";
import type { IncidentId } from "../identity/incident-id.js";
import type { IncidentDraft } from "../incident/incident-draft.js";

const incidentColumns = [
  "id",
  "site_id",
  "day",
  "category",
  "time_band",
  "place",
  "severity",
  "complaint_reference",
  "target",
  "follow_up",
  "file_id",
  "line",
];
const sourceColumns = ["file_id", "line", "source_row"];
const identityColumns = ["identity", "incident_id"];
const personalColumns = ["incident_id", "reporter", "staff", "source", "narrative"];

/** PostgreSQL counts days from here. */
const firstDayMs = Date.UTC(2000, 0, 1);
const dayMs = 86_400_000;

/** New incidents with their source rows and personal fields, as COPY takes them. */
export class IncidentRows {
  private readonly incidents = new BinaryRows();
  private readonly sources = new BinaryRows();
  private readonly personal = new BinaryRows();
  private readonly identities = new BinaryRows();
  private lastSource: Pick<CsvRow, "line" | "raw"> | null = null;
  private readonly dayNumbers = new Map<string, number>();
  private sourceCount = 0;
  private personalCount = 0;
  private identityCount = 0;
  /** Incidents added and not loaded yet. */
  count = 0;

  add(
    id: IncidentId,
    siteId: number,
    draft: IncidentDraft,
    fileId: number,
    row: Pick<CsvRow, "line" | "raw">,
  ): void {
    this.count += 1;
    const { incidents } = this;
    incidents.begin(incidentColumns.length);
    incidents.uuid(id);
    incidents.integer(siteId);
    incidents.integer(this.dayNumber(draft.day.text));
    incidents.text(draft.category);
    incidents.text(draft.timeBand);
    incidents.text(draft.place);
    if (draft.severity === null) incidents.null();
    else incidents.smallint(draft.severity);
    incidents.text(draft.complaint);
    incidents.text(draft.target);
    incidents.text(draft.followUp);
    incidents.integer(fileId);
    incidents.integer(row.line);
    this.addSource(fileId, row);
    this.addPersonal(id, draft);
  }

  /** Of an incident that is added, or corrected; once of a row that stands for several incidents. */
  addSource(fileId: number, row: Pick<CsvRow, "line" | "raw">): void {
    if (this.lastSource === row) return;
    this.lastSource = row;
    this.sourceCount += 1;
    this.sources.begin(sourceColumns.length);
    this.sources.integer(fileId);
    this.sources.integer(row.line);
    this.sources.text(row.raw);
  }

  /** A further identity, besides the id, that the incident is known under. */
  addIdentity(id: IncidentId, identity: IncidentId): void {
    this.identityCount += 1;
    this.identities.begin(identityColumns.length);
    this.identities.uuid(identity);
    this.identities.uuid(id);
  }

  /** What was added, in the order that the server takes it in; more may be added from now on. */
  take(): LoadedRows[] {
    const taken: LoadedRows[] = [];
    if (this.count > 0) {
      taken.push({ table: "incident", columns: incidentColumns, rows: this.incidents.take() });
    }
    if (this.sourceCount > 0) {
      taken.push({ table: "incident_source", columns: sourceColumns, rows: this.sources.take() });
    }
    if (this.personalCount > 0) {
      const rows = this.personal.take();
      taken.push({ table: "incident_personal", columns: personalColumns, rows });
    }
    if (this.identityCount > 0) {
      const rows = this.identities.take();
      taken.push({ table: "incident_identity", columns: identityColumns, rows });
    }
    this.count = 0;
    this.sourceCount = 0;
    this.personalCount = 0;
    this.identityCount = 0;
    return taken;
  }

  private addPersonal(id: IncidentId, { reporter, staff, source, narrative }: IncidentDraft): void {
    if (reporter === null && staff === null && source === null && narrative === null) return;
    this.personalCount += 1;
    this.personal.begin(personalColumns.length);
    this.personal.uuid(id);
    this.personal.text(reporter);
    this.personal.text(staff);
    this.personal.text(source);
    this.personal.text(narrative);
  }

  private dayNumber(day: string): number {
    const known = this.dayNumbers.get(day);
    if (known !== undefined) return known;
    const number = Math.round((Date.parse(day) - firstDayMs) / dayMs);
    this.dayNumbers.set(day, number);
    return number;
  }
}
