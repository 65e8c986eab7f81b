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
  /** Another where anything else would be corrected. */
  readonly digest: string;
}
