import type { CsvRow } from "../csv/csv-row.js";
import type { IncidentId } from "../identity/incident-id.js";
import type { IncidentField } from "../mapping/mapping.js";
import type { ChosenIdentity } from "./chosen-identity.js";
import type { IncidentDraft } from "./incident-draft.js";

/** A file as its rows and messages name it. */
export interface LoadedFile {
  readonly id: number;
  readonly name: string;
  /** What its rows without a reference are told apart by; null: the values by default. */
  identity: string | null;
  /** The same as the rows are read by. */
  chosen: ChosenIdentity | null;
  /** What it has columns for. */
  fields: ReadonlySet<IncidentField>;
  rowsLoaded: number;
  rowsCorrected: number;
}

/**
 * An incident on its way into the store. A class, as drafts are: literals that were seen to live long V8 makes among
 * its old objects from then on, where each, when done with, keeps its row and the row's text up to the next full
 * collection. That took a fifth of an import's processor time.
 */
export class Candidate {
  /** @param valuesId Identity by the values where `id` rests on columns that the mapping chooses. */
  constructor(
    public id: IncidentId,
    public valuesId: IncidentId | null,
    readonly file: LoadedFile,
    readonly row: CsvRow,
    readonly draft: IncidentDraft,
  ) {}
}
