import type { EntityManager } from "typeorm";
import { fromDigits, type IncidentId, toDigits } from "../identity/incident-id.js";
import type { IncidentIdentity } from "../identity/incident-identity.js";
import type { IncidentDraft } from "../incident/incident-draft.js";
import { mostOfARow } from "../incident/value-readers.js";
import type { FewerCounted } from "../report/incident-changes.js";
import { UnusableFileError } from "../source/source-rows.js";

/** Rows that are told one by one. */
const mostTold = 20;

/** Ids that a question to the server holds. */
const idsAtOnce = 20_000;

interface CountedRow {
  readonly name: string;
  readonly line: number;
  readonly count: number;
}

/**
 * Rows of corrections that count fewer incidents than the record has of them. Nobody is asked to guess which of
 * them is none: they stay, and it is told.
 */
export class CountedRows {
  /** Of all files, by the first of the incidents. */
  private readonly rows = new Map<IncidentId, CountedRow>();
  /** Of the file, without a reference: equal rows add up. */
  private readonly unnamed = new Map<IncidentId, CountedRow>();

  /** @param most different rows that are held. */
  constructor(
    private readonly tx: EntityManager,
    private readonly identity: IncidentIdentity,
    private readonly most: number,
  ) {}

  add(first: IncidentId, { reference, count }: IncidentDraft, line: number): void {
    if (this.rows.size + this.unnamed.size >= this.most) {
      const expected = `at most ${this.most} different rows that count incidents, where they are taken as corrections`;
      throw new UnusableFileError(line, [{ column: "", value: "", expected }]);
    }
    if (reference === null) {
      const before = this.unnamed.get(first)?.count ?? 0;
      this.unnamed.set(first, { name: `line ${line}`, line, count: before + count });
    } else {
      this.keep(first, { name: reference.replaceAll("\0", " "), line, count });
    }
  }

  endFile(): void {
    for (const [first, row] of this.unnamed) this.keep(first, row);
    this.unnamed.clear();
  }

  /** Rows of several files that tell the same are one. */
  private keep(first: IncidentId, row: CountedRow): void {
    if ((this.rows.get(first)?.count ?? -1) < row.count) this.rows.set(first, row);
  }

  /** Asked when all is loaded. */
  async fewer(): Promise<FewerCounted> {
    const next = new Map<IncidentId, readonly [IncidentId, CountedRow]>();
    for (const [first, row] of this.rows) {
      next.set(this.identity.ofEqual(first, row.count + 1), [first, row]);
    }
    const found = await this.present([...next.keys()]);
    const surplus = [...next].filter(([id]) => found.has(id)).map(([, row]) => row);
    const listed = [];
    for (const [first, { name, line, count }] of surplus.slice(0, mostTold)) {
      const all = Array.from({ length: mostOfARow }, (_, index) =>
        this.identity.ofEqual(first, index + 1),
      );
      listed.push({ name, line, told: count, recorded: (await this.present(all)).size });
    }
    return { rows: surplus.length, listed };
  }

  private async present(ids: readonly IncidentId[]): Promise<ReadonlySet<IncidentId>> {
    const found = new Set<IncidentId>();
    for (let from = 0; from < ids.length; from += idsAtOnce) {
      const rows = await this.tx.query<{ id: string }[]>(
        `SELECT replace(given::text, '-', '') AS id FROM unnest($1::uuid[]) AS given
         WHERE EXISTS (SELECT FROM incident WHERE id = given)
           OR EXISTS (SELECT FROM incident_identity JOIN incident ON incident.id = incident_id
             WHERE identity = given)`,
        [ids.slice(from, from + idsAtOnce).map(toDigits)],
      );
      for (const { id } of rows) found.add(fromDigits(id));
    }
    return found;
  }
}
