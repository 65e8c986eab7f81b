import { keepSiteActs } from "@palier/landlord-store";
import type { EntityManager } from "typeorm";
import { BinaryRows } from "../copy/binary-rows.js";
import type { CopyIn, LoadedRows } from "../copy/copy-in.js";
import { siteFactNames, siteFacts } from "../facts/site-facts.js";
import type { SiteEntry } from "./site-register.js";

const columns = ["id", "reference", ...siteFactNames.map((fact) => siteFacts[fact].column)];

/** Sites on their way into the store. */
export interface NewSites {
  readonly ids: readonly number[];
  /** Nothing where there are none. */
  readonly rows: readonly LoadedRows[];
}

/** What is kept of a new site besides. */
export interface SiteBeginning {
  /** Who imports. */
  readonly author: string;
  /** Whether the first months of new sites are set at the end: their acts, which say them, are kept then. */
  readonly isLater: boolean;
}

/**
 * Numbers and stores the sites that an import makes. It gives the numbers itself, being the only
 * writer while it holds the store's lock, so that no row waits for the server.
 */
export class SiteStore {
  private readonly rows = new BinaryRows();
  private readonly used: number[] = [];
  /** Of those made, how many are sent. */
  private taken = 0;
  /** Numbers of the sites made. */
  readonly created: number[] = [];
  readonly createdReferences = new Set<string>();
  readonly createdByCommune = new Map<string, number>();
  readonly createdByPriorityDistrict = new Map<string, number>();

  private constructor(
    private readonly tx: EntityManager,
    private readonly copy: CopyIn,
    private readonly beginning: SiteBeginning,
    private lastId: number,
  ) {}

  static async begin(
    tx: EntityManager,
    copy: CopyIn,
    beginning: SiteBeginning,
  ): Promise<SiteStore> {
    const [last] = await tx.query<{ id: number }[]>(
      "SELECT coalesce(max(id), 0)::integer AS id FROM site",
    );
    return new SiteStore(tx, copy, beginning, last?.id ?? 0);
  }

  /** Number of the site; a new one is stored with the next `store` or `take`. */
  numberOf(entry: SiteEntry): number {
    const id = entry.id ?? this.add(entry);
    if (!entry.isUsed) this.used.push(id);
    entry.isUsed = true;
    return id;
  }

  async store(): Promise<void> {
    const sites = this.take();
    await this.copy.load(sites.rows);
    await this.keepLoaded(sites);
  }

  /** The new sites, for whoever loads them before their incidents; none are left. */
  take(): NewSites {
    const ids = this.created.slice(this.taken);
    this.taken = this.created.length;
    const rows = ids.length === 0 ? [] : [{ table: "site", columns, rows: this.rows.take() }];
    return { ids, rows };
  }

  /** Acts of sites that were loaded: while rows are still being read, when the server has time. */
  async keepLoaded({ ids }: NewSites): Promise<void> {
    if (ids.length > 0 && !this.beginning.isLater) await this.keepActs(ids);
  }

  async keepActs(ids: readonly number[]): Promise<void> {
    const { author } = this.beginning;
    await keepSiteActs(this.tx, ids, { act: "ADDED", reason: "IMPORT", author });
  }

  /**
   * Sets the sequence of numbers behind those given, and checks that every site used exists: the
   * table of incidents has no foreign key.
   */
  async finish(): Promise<void> {
    if (this.created.length > 0) {
      await this.tx.query(
        `SELECT setval(pg_get_serial_sequence('site', 'id'),
                greatest($1, nextval(pg_get_serial_sequence('site', 'id'))))`,
        [this.lastId],
      );
    }
    const [found] = await this.tx.query<{ missing: number }[]>(
      `SELECT count(*)::integer AS missing FROM unnest($1::integer[]) AS used (id)
       WHERE NOT EXISTS (SELECT FROM site WHERE site.id = used.id)`,
      [this.used],
    );
    if (found?.missing !== 0) throw new Error(`${found?.missing} sites of incidents do not exist`);
  }

  private add(entry: SiteEntry): number {
    const { facts, reference } = entry;
    if (facts === null) throw new Error(`site ${reference} is neither stored nor new`);
    this.lastId += 1;
    this.created.push(this.lastId);
    this.createdReferences.add(reference);
    count(this.createdByCommune, facts.commune);
    count(this.createdByPriorityDistrict, facts.priorityDistrict);
    entry.id = this.lastId;
    const { rows } = this;
    rows.begin(columns.length);
    rows.integer(this.lastId);
    rows.text(reference);
    for (const fact of siteFactNames) {
      const value = facts[fact];
      if (typeof value !== "number") rows.text(value);
      else if (siteFacts[fact].type === "integer") rows.integer(value);
      else rows.double(value);
    }
    return this.lastId;
  }
}

function count(counts: Map<string, number>, code: string | null): void {
  if (code !== null) counts.set(code, (counts.get(code) ?? 0) + 1);
}
