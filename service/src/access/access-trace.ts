import type { AccessEntry, AccessOutcome } from "@palier/schema";

/** What resolvers report of what they have read for one request. */
export interface AccessReport {
  /** Rows that the answer rests on. */
  addRows(count: number): void;
  /** Identifiers of the sites shown. */
  addSites(ids: Iterable<string>): void;
  /** Codes of the territories shown. */
  addTerritories(codes: Iterable<string>): void;
}

/** What an entry says of an answer that was given without a refusal, whoever asked. */
export interface GrantedAnswer {
  readonly operation: string | null;
  readonly asked: string;
  readonly coordinates: readonly string[];
  readonly rows: number;
  readonly sites: readonly string[];
  readonly territories: readonly string[];
}

/** Gathers the entry of one request while it is answered; it is refused until it is granted. */
export class AccessTrace implements AccessReport {
  operation: string | null = null;
  /** What is asked for, in names of the contract: what callers call it is theirs. */
  asked = "other";
  /** Whether the answer has errors that nobody foresaw, or that are of the moment. */
  hasFailed = false;
  coordinates: readonly string[] = [];
  private decision: AccessOutcome = "REFUSED";
  private reason: string | null = "the request holds no operation";
  private rows = 0;
  private readonly sites = new Set<string>();
  private readonly territories = new Set<string>();
  private readonly startedMs = performance.now();
  private readonly at = new Date();

  addRows(count: number): void {
    this.rows += count;
  }

  addSites(ids: Iterable<string>): void {
    for (const id of ids) this.sites.add(id);
  }

  addTerritories(codes: Iterable<string>): void {
    for (const code of codes) this.territories.add(code);
  }

  /** @param withheld the fields that were refused, in words; empty when none was. */
  grant(withheld: string): void {
    this.decision = withheld === "" ? "GRANTED" : "PARTLY_REFUSED";
    this.reason = withheld === "" ? null : withheld;
  }

  /** Null where a part was refused, or failed. */
  granted(): GrantedAnswer | null {
    if (this.decision !== "GRANTED" || this.hasFailed) return null;
    const { operation, asked, coordinates, rows } = this;
    const [sites, territories] = [[...this.sites], [...this.territories]];
    return { operation, asked, coordinates, rows, sites, territories };
  }

  /** Notes that the same answer is given once more. */
  grantAgain({ rows, sites, territories, ...asked }: GrantedAnswer): void {
    Object.assign(this, asked);
    this.addRows(rows);
    this.addSites(sites);
    this.addTerritories(territories);
    this.grant("");
  }

  refuse(reason: string): void {
    this.decision = "REFUSED";
    this.reason = reason;
  }

  entry(who: Pick<AccessEntry, "viewer" | "isProved" | "operationId">): AccessEntry {
    return {
      at: this.at,
      ...who,
      operation: this.operation,
      coordinates: this.coordinates,
      decision: this.decision,
      reason: this.reason,
      rows: this.rows,
      sites: [...this.sites].sort(),
      territories: [...this.territories].sort(),
      durationMs: performance.now() - this.startedMs,
    };
  }
}
