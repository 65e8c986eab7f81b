import type { RestatedLevels } from "@palier/landlord-store";
import type { Month } from "@palier/schema";
import type { IncidentChanges } from "./incident-changes.js";

/** How far an import has come. */
export interface ImportProgress {
  /** The file being read. */
  readonly file: string;
  /** Position of the file among all, from 1. */
  readonly fileNumber: number;
  readonly files: number;
  readonly rowsRead: number;
  /** Of all files, as they lie on the disk. */
  readonly bytesRead: number;
  readonly bytesTotal: number;
}

/** Rows that are known by their values alone: from files whose rows were told apart by something else. */
export interface KnownByValuesCount {
  readonly rows: number;
  /** Those of them of which no equal row of the record tells what the chosen columns do: perhaps further incidents. */
  readonly untold: number;
}

/** What an import did. */
export interface ImportSummary {
  readonly files: number;
  /** Headers aside. */
  readonly rowsRead: number;
  readonly incidentsAdded: number;
  readonly alreadyKnown: number;
  /**
   * Those of them that tell what the store does not: without a reference another value that tells no incident apart,
   * with one a value that nobody recorded. The store's stay.
   */
  readonly knownOtherwise: number;
  /**
   * Rows without a reference that count as known and may be further incidents: what more they tell fits several
   * known ones that differ, or one that another row of the file tells as well.
   */
  readonly uncertain: number;
  readonly knownByValues: KnownByValuesCount;
  /** Rows of incidents that were withdrawn; nothing was done about them. */
  readonly withdrawn: number;
  /** Rows of months that are purged, as the convention says; nothing was done about them. */
  readonly purged: number;
  /** What the rows corrected, where the files were taken as corrections. */
  readonly changes: IncidentChanges;
  /** Rows that the mapping leaves out, rows without any value, and rows that count no incident. */
  readonly passedOver: number;
  readonly rowsRejected: number;
  /**
   * Those of them without a reference: mended, such a row may equal one that was loaded, and only
   * the original file says that it is a further incident.
   */
  readonly rejectedWithoutReference: number;
  readonly sitesCreated: number;
  /** Those by their commune's INSEE code, and by the code of their priority district. */
  readonly sitesByCommune: ReadonlyMap<string, number>;
  readonly sitesByPriorityDistrict: ReadonlyMap<string, number>;
  /** Of those and others, whose addresses differ in nothing but their writing. */
  readonly alikeAddresses: readonly {
    readonly one: { readonly reference: string; readonly address: string };
    readonly other: { readonly reference: string; readonly address: string };
  }[];
  /** What they change of what was published: they begin before months that are closed. Null: nothing. */
  readonly restated: RestatedLevels | null;
  /** Months of the incidents added; null: none was. */
  readonly months: { readonly first: Month; readonly last: Month } | null;
  /** Where the rejected rows were written. */
  readonly rejectedFiles: readonly string[];
  readonly durationMs: number;
  readonly rowsPerSecond: number;
}

/** Between two reports; more often than the eye follows is of no use. */
const reportEveryMs = 100;

/** Counts what is read and reports it from time to time. */
export class ProgressMeter {
  private file = "";
  private fileNumber = 0;
  private bytesRead = 0;
  private reportedAt = Number.NEGATIVE_INFINITY;
  rowsRead = 0;

  constructor(
    private readonly files: number,
    private readonly bytesTotal: number,
    private readonly report: (progress: ImportProgress) => void,
  ) {}

  beginFile(file: string): void {
    this.file = file;
    this.fileNumber += 1;
    this.tell();
  }

  addBytes(bytes: number): void {
    this.bytesRead += bytes;
    if (performance.now() - this.reportedAt > reportEveryMs) this.tell();
  }

  /** The last report, with everything read. */
  finish(): void {
    this.tell();
  }

  private tell(): void {
    this.reportedAt = performance.now();
    const { file, fileNumber, files, rowsRead, bytesRead, bytesTotal } = this;
    this.report({ file, fileNumber, files, rowsRead, bytesRead, bytesTotal });
  }
}
