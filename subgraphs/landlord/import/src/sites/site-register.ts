import type { MonthRange } from "@palier/schema";
import { fold } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { Delimiter } from "../csv/csv-dialect.js";
import type { SiteFacts } from "../facts/site-facts.js";
import type { SiteMatch } from "../mapping/mapping.js";
import { detached } from "../value/detached.js";
import { NearNames } from "../value/near-names.js";
import { shown } from "../value/shown.js";
import { earlierKeys, normalKey, opaqueReference } from "./site-key.js";

/** A site as the rows of an import meet it. */
export interface SiteEntry {
  /** null: new, not stored yet. */
  id: number | null;
  /** In which it is a site of the landlord; null: new, so that its incidents say when it began. */
  readonly months: MonthRange | null;
  /** By an incident of this import. */
  isUsed: boolean;
  readonly reference: string;
  /** Of a new site. */
  readonly facts: SiteFacts | null;
}

interface StoredSite {
  readonly id: number;
  readonly reference: string;
  readonly key: string | null;
}

/** A key that several sites bear. */
interface SharedKey {
  /** Of the first sites that bear it. */
  readonly references: string[];
  sites: number;
}

/** Sites of one name or address that a message names. */
const mostSharing = 5;

/** The sites of the landlord, found by what the mapping recognises them by. */
export class SiteRegister {
  private readonly entries = new Map<string, SiteEntry>();
  private readonly byReference = new Map<string, SiteEntry>();
  private readonly shared = new Map<string, SharedKey>();
  /** Sites by their references without case and accents; made when a reference is not found as it is written. */
  private alike: Map<string, SiteEntry[]> | null = null;
  private readonly names: string[] = [];
  private readonly near = new NearNames(this.names);
  /** A new site is looked up and made one after the other. */
  private lastKey: string | null = null;
  private lastNormal = "";
  private referredKey: string | null = null;
  private lastReference = "";
  /** Whether the store had any when the import began. */
  private hasStored = false;
  private readonly spelled = new Map<Delimiter, Map<string, SiteEntry>>();

  constructor(
    private readonly match: SiteMatch,
    private readonly salt: string,
  ) {}

  static async load(
    tx: Pick<EntityManager, "query">,
    match: SiteMatch,
    salt: string,
  ): Promise<SiteRegister> {
    const register = new SiteRegister(match, salt);
    // A site that the import made stays known by its reference when its name is changed later.
    const column = match === "columns" ? "reference" : match;
    const rows = await tx.query<(MonthRange & StoredSite)[]>(
      `SELECT id, reference, ${column} AS key, first_month AS from, last_month AS to
       FROM site ORDER BY reference`,
    );
    const numbers =
      match === "reference"
        ? await tx.query<{ number: string; id: number }[]>(
            "SELECT number, site_id AS id FROM site_number",
          )
        : [];
    register.hasStored = rows.length > 0;
    for (const { id, reference, key, from, to } of rows) {
      register.add(key ?? reference, {
        id,
        reference,
        months: { from, to },
        facts: null,
        isUsed: false,
      });
    }
    const byId = new Map([...register.entries.values()].map((entry) => [entry.id, entry]));
    for (const { number, id } of numbers) {
      const entry = byId.get(id);
      if (entry !== undefined) register.add(number, entry);
    }
    if (match === "name") register.addFormer(await formerNames(tx), byId);
    return register;
  }

  /** @param key as the row has it; NUL parts the values of several columns. */
  find(key: string): SiteEntry | undefined {
    return this.entries.get(key) ?? this.findOnce(key);
  }

  /** Sites of rows with this delimiter, by the text of the columns that tell them, side by side. */
  spellings(delimiter: Delimiter): Map<string, SiteEntry> {
    const known = this.spelled.get(delimiter) ?? new Map<string, SiteEntry>();
    this.spelled.set(delimiter, known);
    return known;
  }

  /** Whether several sites bear the name or the address. */
  isShared(key: string): boolean {
    return this.shared.has(this.normal(key));
  }

  /** What would be right in the place of a key that finds nothing. */
  expected(key: string): string {
    const shared = this.shared.get(this.normal(key));
    if (shared !== undefined) {
      return `a ${this.match} that only one site has; ${sharing(shared)} share it`;
    }
    const near = this.near.didYouMean(key);
    return `the ${this.match} of a known site${near || '; "palier sites import" adds sites'}`;
  }

  /** Sites whose reference is the same but for case, accents and spaces. */
  writtenAlike(reference: string): readonly SiteEntry[] {
    if (this.alike === null) {
      this.alike = new Map();
      for (const [other, entry] of this.entries) this.addAlike(this.alike, other, entry);
    }
    return this.alike.get(fold(reference)) ?? [];
  }

  private addAlike(alike: Map<string, SiteEntry[]>, reference: string, entry: SiteEntry): void {
    const normal = fold(reference);
    const others = alike.get(normal) ?? [];
    if (!others.includes(entry)) alike.set(normal, [...others, entry]);
  }

  /** A site to be stored with the first row that is loaded of it. */
  create(key: string, facts: SiteFacts): SiteEntry {
    const reference = detached(this.referenceOf(key));
    const entry: SiteEntry = { id: null, reference, months: null, facts, isUsed: false };
    this.byReference.set(entry.reference, entry);
    this.entries.set(detached(key), entry);
    this.entries.set(detached(this.place(key)), entry);
    if (this.alike !== null) this.addAlike(this.alike, detached(key), entry);
    return entry;
  }

  private add(key: string, entry: SiteEntry): void {
    const normal = this.match === "columns" ? key : this.normal(key);
    if (this.match !== "columns") this.names.push(key);
    this.byReference.set(entry.reference, entry);
    const other = this.entries.get(normal);
    if (other === undefined && !this.shared.has(normal)) {
      this.entries.set(normal, entry);
      return;
    }
    this.entries.delete(normal);
    const shared = this.shared.get(normal) ?? { references: [other?.reference ?? ""], sites: 1 };
    this.shared.set(normal, shared);
    shared.sites += 1;
    if (shared.references.length < mostSharing) shared.references.push(entry.reference);
  }

  /** A name that no site bears any more finds the one that bore it. */
  private addFormer(
    names: readonly Pick<StoredSite, "id" | "key">[],
    byId: ReadonlyMap<number | null, SiteEntry>,
  ): void {
    const bearers = new Map<string, Set<SiteEntry>>();
    for (const { id, key } of names) {
      const entry = byId.get(id);
      const normal = this.normal(key ?? "");
      if (entry === undefined || this.entries.has(normal) || this.shared.has(normal)) continue;
      bearers.set(normal, (bearers.get(normal) ?? new Set()).add(entry));
    }
    for (const [normal, entries] of bearers) {
      const [only, ...others] = entries;
      if (only !== undefined && others.length === 0) this.entries.set(normal, only);
      else {
        const references = [...entries].slice(0, mostSharing).map(({ reference }) => reference);
        this.shared.set(normal, { references, sites: entries.size });
      }
    }
  }

  /** Looks a spelling up that was not met before, and remembers it. */
  private findOnce(key: string): SiteEntry | undefined {
    if (this.isShared(key)) return undefined;
    const entry = this.match === "columns" ? this.findMade(key) : this.findNamed(key);
    if (entry !== undefined) this.entries.set(detached(key), entry);
    return entry;
  }

  private findNamed(key: string): SiteEntry | undefined {
    return this.entries.get(this.normal(key)) ?? this.byReference.get(this.referenceOf(key));
  }

  /** First the site that an earlier version made of this spelling: it kept nothing else of it. */
  private findMade(key: string): SiteEntry | undefined {
    // Those that this import made are known by their place.
    if (!this.hasStored) return this.entries.get(this.place(key));
    for (const earlier of earlierKeys(key)) {
      const entry = this.byReference.get(opaqueReference(this.salt, earlier));
      if (entry !== undefined) return entry;
    }
    return this.entries.get(this.place(key)) ?? this.byReference.get(this.referenceOf(key));
  }

  /** Reference of a site that the import made, or would make, of the key. */
  private referenceOf(key: string): string {
    if (this.match === "reference") return key;
    if (this.referredKey !== key) {
      this.lastReference = opaqueReference(this.salt, this.normal(key));
      this.referredKey = key;
    }
    return this.lastReference;
  }

  private normal(key: string): string {
    if (this.lastKey !== key) {
      this.lastNormal = normalKey(this.match, key);
      this.lastKey = key;
    }
    return this.lastNormal;
  }

  /** Of a new site among those that are there: what columns hold is no reference of another. */
  private place(key: string): string {
    return this.match === "columns" ? `\0${this.normal(key)}` : this.normal(key);
  }
}

function formerNames(tx: Pick<EntityManager, "query">): Promise<Pick<StoredSite, "id" | "key">[]> {
  // A name that was changed before any month was closed holds in no month: acts tell of it.
  return tx.query(
    `SELECT site_id AS id, name AS key FROM site_past
     UNION SELECT site.id, act.name FROM site_act AS act JOIN site USING (reference)
     WHERE NOT EXISTS (SELECT FROM site_act AS removal WHERE removal.reference = act.reference
       AND removal.act = 'REMOVED' AND removal.id > act.id)
     ORDER BY 1, 2`,
  );
}

function sharing({ references, sites }: SharedKey): string {
  const named = references.map((reference) => shown(reference)).join(", ");
  const more = sites - references.length;
  return more === 0 ? named : `${named} and ${more} more`;
}
