/** What anybody who is shown a landlord's figures without small numbers may write down. */
export interface Published {
  readonly windowMonths: number;
  /** The highest first. */
  readonly gates: readonly PublishedGate[];
  readonly families: readonly string[];
  /** Sites that came of a split in two, which is known with its shares: 1 and 1, or 1 and 2. */
  readonly divisions: readonly {
    readonly site: string;
    readonly of: readonly string[];
    readonly months: { readonly from: number; readonly to: number };
    readonly shares: readonly number[];
    readonly part: number;
  }[];
  /** In the order in which they came. */
  readonly releases: readonly PublishedRelease[];
}

export interface PublishedGate {
  readonly level: number;
  readonly conditions: readonly {
    readonly measure: "INCIDENTS" | "MONTHS";
    readonly families: readonly string[];
    readonly atLeast: { readonly floor: number; readonly perHundredDwellings: number };
  }[];
}

export interface PublishedRelease {
  readonly closedMonths: readonly number[];
  readonly lines: readonly {
    readonly place: string;
    readonly month: number;
    readonly family: string;
    readonly isRestated: boolean;
    readonly subtotal: PublishedCount;
    readonly cells: readonly (PublishedCount & { readonly site: string })[];
  }[];
  readonly levels: readonly {
    readonly site: string;
    readonly month: number;
    readonly level: number;
    readonly dwellings: number;
    readonly counted: readonly string[];
    readonly met: readonly boolean[] | null;
  }[];
}

export interface PublishedCount {
  readonly status: "VALUE" | "ZERO" | "WITHHELD";
  readonly count: number | null;
}
