import {
  type Convention,
  conventionHash,
  lastPublishedMonth,
  type MonthRange,
  monthNumber,
  monthOfDate,
  type Retention,
  type Rules,
  type RuleTerms,
  rulesOf,
} from "@palier/schema";
import type { EntityManager } from "typeorm";

/** What a record is kept by before its landlord has signed a text that is kept with it. */
const unsigned: RuleTerms = { grid: 1 };

/**
 * The rules of the version under which the node serves: of those that the landlord has signed and whose
 * validity has begun, the highest; of several conventions, the one that began last. Before there is any,
 * those that every convention shares.
 *
 * @param tx A transaction, so that what is done by the rules and the rules belong together.
 * @throws Error when the text kept is not the one that was signed.
 */
export async function signedRules(tx: Pick<EntityManager, "query">, now: Date): Promise<Rules> {
  return rulesOf((await signedConvention(tx, now)) ?? unsigned);
}

/**
 * The months that the version of `signedRules` publishes as of now. Before there is any, every month:
 * what nobody may know yet is kept rather than forgotten.
 */
export async function signedPublication(
  tx: Pick<EntityManager, "query">,
  now: Date,
): Promise<MonthRange> {
  const convention = await signedConvention(tx, now);
  if (convention === null) return { from: 0, to: monthOfDate(now) };
  const { publication } = convention;
  return { from: monthNumber(publication.from), to: lastPublishedMonth(publication, now) };
}

/**
 * How long the same version keeps what there is; null before there is any.
 *
 * @throws Error when the text kept is not the one that was signed.
 */
export async function signedRetention(
  tx: Pick<EntityManager, "query">,
  now: Date,
): Promise<Retention | null> {
  return (await signedConvention(tx, now))?.retention ?? null;
}

/**
 * Of the versions that the landlord has signed and whose validity has begun, the highest; of several
 * conventions, the one that began last. null: there is none whose text is kept.
 *
 * @throws Error when the text kept is not the one that was signed.
 */
export async function signedConvention(
  tx: Pick<EntityManager, "query">,
  now: Date,
): Promise<Convention | null> {
  const [found] = await tx.query<Signed[]>(
    `SELECT hash, convention FROM (
       SELECT DISTINCT ON (reference) * FROM convention_signature
       WHERE valid_from <= ($1::timestamptz AT TIME ZONE 'Europe/Paris')::date
       ORDER BY reference, version DESC
     ) AS in_force
     ORDER BY valid_from DESC, recorded_at DESC LIMIT 1`,
    [now],
  );
  return found === undefined ? null : signedText(found);
}

/**
 * Categories that a convention lacks, or has in another family, although the landlord has signed them
 * in some version: incidents may bear them, and months are counted by their family.
 */
export async function lostCategories(
  tx: Pick<EntityManager, "query">,
  convention: Convention,
): Promise<string[]> {
  const { nomenclature } = rulesOf(convention);
  const signed = await tx.query<Signed[]>("SELECT hash, convention FROM convention_signature");
  const known = signed.flatMap((row) => [
    ...rulesOf(termsOf(row)).nomenclature.categories.values(),
  ]);
  const lost = known.filter(
    ({ code, family }) => nomenclature.categories.get(code)?.family !== family,
  );
  return [...new Set(lost.map(({ code }) => code))].sort();
}

interface Signed {
  readonly hash: string;
  readonly convention: string | null;
}

function termsOf(signed: Signed): RuleTerms {
  return signedText(signed) ?? unsigned;
}

/**
 * Null where the text was not kept.
 *
 * @throws Error when the text is not the one that was signed.
 */
function signedText({ hash, convention }: Signed): Convention | null {
  if (convention === null) return null;
  // What was written is the canonical form of a convention that had been checked; the hash proves it.
  const signed = JSON.parse(convention) as Convention;
  if (conventionHash(signed) !== hash) {
    throw new Error("the store holds another text of a convention than the one that was signed");
  }
  return signed;
}
