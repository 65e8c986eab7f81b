import { createHash, randomBytes } from "node:crypto";
import { BadUserInputError, checkAuthor } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { withStoreLock } from "../sql/store-lock.js";
import { SubmittingSystemRow } from "./submitting-system.entity.js";

/** What a ticketing system may do. */
export interface SubmittingSystem {
  readonly name: string;
  /** References; null: every site. */
  readonly sites: readonly string[] | null;
  /** Submissions. */
  readonly perMinute: number;
  readonly author?: string;
}

const keyPattern = /^palier_[A-Za-z0-9_-]{43}$/;
/** Systems whose keys are valid; each has a share of what the listener bears. */
const mostSystems = 50;
const mostSites = 5_000;
/** Sites that a refusal names. */
const mostTold = 5;

/** How a key is kept; null for what can be none, about which no database is asked. */
export function submissionKeyHash(key: string): Buffer | null {
  return keyPattern.test(key) ? createHash("sha256").update(key).digest() : null;
}

/**
 * Gives a system a key.
 *
 * @returns the key, which is kept nowhere else.
 * @throws BadUserInputError for a name that is taken, and for sites that the record does not have.
 */
export function addSubmittingSystem(
  store: DataSource,
  { name, sites, perMinute, author }: SubmittingSystem,
): Promise<string> {
  const key = `palier_${randomBytes(32).toString("base64url")}`;
  const keyHash = submissionKeyHash(key);
  if (keyHash === null) throw new Error("a key of another shape");
  return withStoreLock(store, async (tx) => {
    checkAuthor(author);
    const systems = await tx.find(SubmittingSystemRow);
    if (systems.some((system) => system.name === name)) {
      throw new BadUserInputError(
        `There is a system "${name}" already; names are kept with what they submitted. Choose another.`,
      );
    }
    if (systems.filter(({ revokedAt }) => revokedAt === null).length >= mostSystems) {
      throw new BadUserInputError(`There are ${mostSystems} systems already: revoke one first.`);
    }
    const named = [...new Set(sites ?? [])];
    if (named.length > mostSites) {
      throw new BadUserInputError(`Name at most ${mostSites} sites, or all of them.`);
    }
    const references = await referencesOf(tx, named);
    await tx.insert(SubmittingSystemRow, {
      ...{ name, keyHash, perMinute, author: author ?? null },
      sites: sites === null ? null : references,
    });
    return key;
  });
}

/** Of the sites that are called so, by their references or by numbers of theirs. */
async function referencesOf(tx: EntityManager, called: readonly string[]): Promise<string[]> {
  const found = await tx.query<{ told: string; reference: string | null }[]>(
    `SELECT told, coalesce(site.reference, renumbered.reference) AS reference
     FROM unnest($1::text[]) AS told
     LEFT JOIN site ON site.reference = told
     LEFT JOIN site_number ON site_number.number = told
     LEFT JOIN site AS renumbered ON renumbered.id = site_number.site_id`,
    [called],
  );
  const missing = found.filter(({ reference }) => reference === null).slice(0, mostTold);
  if (missing.length > 0) {
    throw new BadUserInputError(
      `There is no site ${missing.map(({ told }) => `"${told}"`).join(", ")}; "palier sites list" shows the references.`,
    );
  }
  return [...new Set(found.flatMap(({ reference }) => reference ?? []))];
}

/** A system as it is listed. */
export type ListedSystem = Pick<
  SubmittingSystemRow,
  "name" | "sites" | "perMinute" | "addedAt" | "revokedAt"
> & {
  readonly loaded: number;
  readonly refused: number;
  readonly waiting: number;
};

export function listSubmittingSystems(store: DataSource): Promise<ListedSystem[]> {
  return store.query<ListedSystem[]>(
    `SELECT name, sites, per_minute AS "perMinute", added_at AS "addedAt", revoked_at AS "revokedAt",
       count(*) FILTER (WHERE state = 'LOADED')::integer AS loaded,
       count(*) FILTER (WHERE state = 'REFUSED')::integer AS refused,
       count(*) FILTER (WHERE state = 'WAITING')::integer AS waiting
     FROM submitting_system AS system LEFT JOIN submission ON system_id = system.id
     GROUP BY system.id ORDER BY name LIMIT 1000`,
  );
}

/**
 * Ends a key at once; what it submitted stays.
 *
 * @throws BadUserInputError when no system with a valid key has this name.
 */
export async function revokeSubmittingSystem(store: DataSource, name: string): Promise<void> {
  const [, revoked] = await store.query<[unknown[], number]>(
    "UPDATE submitting_system SET revoked_at = now() WHERE name = $1 AND revoked_at IS NULL",
    [name],
  );
  if (revoked > 0) return;
  throw new BadUserInputError(
    `There is no system "${name}" with a key; "palier systems list" shows them.`,
  );
}
