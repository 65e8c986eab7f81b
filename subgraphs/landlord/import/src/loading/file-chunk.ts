import type { CsvRow } from "../csv/csv-row.js";
import type { IncidentIdentity } from "../identity/incident-identity.js";
import { Candidate, type LoadedFile } from "../incident/candidate.js";
import type { ChosenIdentity } from "../incident/chosen-identity.js";
import { type IncidentDraft, identityValues } from "../incident/incident-draft.js";
import type { IncidentReader } from "../incident/incident-reader.js";
import type { RowProblem } from "../report/bad-row.js";
import type { RowLayout } from "../report/rejected-rows.js";
import type { CountedRows } from "./counted-rows.js";

/** Characters of rows that are held at most, however few rows they are. */
const mostCharacters = 2_000_000;

/** A row of a chunk: an incident, or what is wrong with it. */
export type PendingRow =
  | Candidate
  | { readonly row: CsvRow; readonly problems: readonly RowProblem[] };

/** Rows that wait to be loaded. */
export interface WaitingRows {
  readonly rows: PendingRow[];
  /** Those of them that are incidents. */
  readonly candidates: Candidate[];
  /** Those of them without a reference. */
  readonly unnamed: Candidate[];
}

/** What the rows of one file are read with. */
export interface FileReading {
  readonly path: string;
  readonly file: LoadedFile;
  readonly layout: RowLayout;
  readonly reader: IncidentReader;
  readonly identity: IncidentIdentity;
  /** null: the values by default tell incidents without a reference apart. */
  readonly chosen: ChosenIdentity | null;
  /** null: rows that count fewer incidents than before are a matter of corrections alone. */
  readonly counted: CountedRows | null;
  /** null: the rows are a file's. */
  readonly submitted: SubmittedRows | null;
}

/** What holds of rows that a system submits. */
export interface SubmittedRows {
  /** References of those of which it may submit incidents; null: every site. */
  readonly sites: ReadonlySet<string> | null;
  /** Told each incident whose month is purged: the line of its row. */
  readonly onPurged: (line: number) => void;
}

/** Reads the rows of one file and holds those that wait to be loaded. */
export class FileChunk {
  private waiting = noRows();
  private characters = 0;
  /** Of the row being read; most rows have none. */
  private problems: RowProblem[] = [];
  /** Rows that are no matter of this import. */
  passedOver = 0;

  constructor(
    readonly of: FileReading,
    private readonly mostRows: number,
  ) {}

  get isFull(): boolean {
    return this.waiting.rows.length >= this.mostRows || this.characters >= mostCharacters;
  }

  add(row: CsvRow): void {
    const { reader } = this.of;
    if (!reader.isWanted(row)) {
      this.passedOver += 1;
      return;
    }
    const { rows, candidates, unnamed } = this.waiting;
    this.characters += row.length;
    const draft = reader.read(row, this.problems);
    if (draft === null) {
      rows.push({ row, problems: this.problems });
      this.problems = [];
      return;
    }
    const strange = this.of.submitted && strangeIn(draft, this.of.submitted);
    if (strange !== null) {
      rows.push({ row, problems: [strange] });
      return;
    }
    this.of.counted?.add(this.candidate(draft, row, 1).id, draft, row.line);
    if (draft.count === 0) this.passedOver += 1;
    for (let rank = 1; rank <= draft.count; rank += 1) {
      const candidate = this.candidate(draft, row, rank);
      rows.push(candidate);
      candidates.push(candidate);
      if (draft.reference === null) unnamed.push(candidate);
    }
  }

  /** The chunk is empty afterwards. */
  take(): WaitingRows {
    const { waiting } = this;
    this.waiting = noRows();
    this.characters = 0;
    return waiting;
  }

  /** @param rank among the incidents that the row stands for. */
  private candidate(draft: IncidentDraft, row: CsvRow, rank: number): Candidate {
    const { identity, chosen, file } = this.of;
    const { reference } = draft;
    if (reference !== null) {
      const id = identity.ofEqual(identity.ofReference(reference), rank);
      return new Candidate(id, null, file, row, draft);
    }
    const valuesId = identity.ofValues(identityValues(draft));
    if (chosen === null) return new Candidate(valuesId, null, file, row, draft);
    const id = identity.ofColumns(chosen.definition, chosen.valuesOf(draft, row));
    return new Candidate(id, valuesId, file, row, draft);
  }
}

/** Before anything is looked for in the store: an answer would tell of other sites' incidents. */
function strangeIn(
  { reference, site }: IncidentDraft,
  { sites }: SubmittedRows,
): RowProblem | null {
  if (sites !== null && !sites.has(site.reference)) {
    return {
      column: "",
      value: site.reference,
      expected: "a site of which this system may submit",
    };
  }
  if (reference !== null) return null;
  return { column: "", value: "", expected: "a reference: what a system submits has one" };
}

function noRows(): WaitingRows {
  return { rows: [], candidates: [], unnamed: [] };
}
