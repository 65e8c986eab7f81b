/** One incident that a file corrects, as it is told before it is done. */
export interface ListedChange {
  /** The landlord's reference, or the line where there is none. */
  readonly name: string;
  readonly line: number;
  /** Values of what is known of persons are not told. */
  readonly changes: readonly {
    readonly field: string;
    readonly from: string | number | null;
    readonly to: string | number | null;
  }[];
}

/** What a file corrects. */
export interface IncidentChanges {
  readonly corrected: number;
  /** The first twenty. */
  readonly listed: readonly ListedChange[];
  /** Of which the files tell something else than what was corrected by hand, which stays: from it to theirs. */
  readonly keptByHand: { readonly incidents: number; readonly listed: readonly ListedChange[] };
  readonly fewer: FewerCounted;
  /** Another where anything else would be corrected. */
  readonly digest: string;
}

/** Rows that count fewer incidents than the record has of them; those stay. */
export interface FewerCounted {
  readonly rows: number;
  /** The first twenty. */
  readonly listed: readonly {
    /** The landlord's reference, or the line where there is none. */
    readonly name: string;
    readonly line: number;
    readonly told: number;
    readonly recorded: number;
  }[];
}
