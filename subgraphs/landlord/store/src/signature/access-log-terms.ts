import type { Convention, LandlordParty } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { Signatory } from "./convention-in-force.js";
import { type KeptText, readSigned } from "./signed-versions.js";

/** How long the access log is kept, and from which day on that held: its convention's first. */
interface Keeping {
  readonly from: string;
  readonly months: number;
}

/** What a landlord has signed, and what that says of its access log. */
export interface SignedTerms {
  /**
   * YYYY-MM-DD in UTC before which its conventions let entries go, each while it was in force: what
   * one let go is not owed again because the next one keeps longer. null: none has begun.
   */
  readonly dueBefore: string | null;
  /** The landlord, once for each key of its log that a convention names. */
  readonly signers: readonly Pick<LandlordParty, "slug" | "logKey">[];
}

/** The texts are taken from the database, and believed for their signatures alone. */
export async function accessLogTerms(
  store: Pick<EntityManager, "query">,
  signatory: Signatory,
  now: Date,
): Promise<SignedTerms> {
  const rows = await store.query<KeptText[]>(`
    SELECT convention, hash, signature FROM convention_signature WHERE convention IS NOT NULL
    ORDER BY valid_from, recorded_at, version`);
  const signed: Convention[] = [];
  for (const row of rows) {
    const convention = await readSigned(row, signatory);
    if (convention !== null) signed.push(convention);
  }
  const named = signed.flatMap(({ landlords }) =>
    landlords.filter(({ slug, logKey }) => slug === signatory.slug && logKey !== undefined),
  );
  const signers = [...new Map(named.map((party) => [party.logKey, party])).values()];
  return { dueBefore: dueBefore(signed, now), signers };
}

function dueBefore(signed: readonly Convention[], now: Date): string | null {
  const today = dayOf(now);
  const kept = inForceByDay(signed).filter(({ from }) => from <= today);
  const ends = kept.map(({ months }, index) =>
    monthsBefore(kept[index + 1]?.from ?? today, months),
  );
  return ends.sort().at(-1) ?? null;
}

/** Which kept the log from which day on: the one that began last, of one reference its highest version. */
function inForceByDay(signed: readonly Convention[]): Keeping[] {
  const days = [...new Set(signed.map(({ validity }) => validity.from))].sort();
  return days.flatMap((from) => {
    const highest = new Map<string, Convention>();
    for (const convention of signed.filter(({ validity }) => validity.from <= from)) {
      const known = highest.get(convention.reference);
      if (known === undefined || known.version < convention.version) {
        highest.set(convention.reference, convention);
      }
    }
    const [last] = [...highest.values()].sort((a, b) =>
      a.validity.from < b.validity.from ? 1 : -1,
    );
    return last === undefined ? [] : [{ from, months: last.retention.accessLogMonths }];
  });
}

function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

/** As PostgreSQL subtracts months: the last day of a month that is too short. */
function monthsBefore(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const lastOfMonth = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return dayOf(new Date(Date.UTC(year, month - 1 - months, Math.min(date, lastOfMonth))));
}
