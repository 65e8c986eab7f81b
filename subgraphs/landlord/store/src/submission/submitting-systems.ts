import { createHash, randomBytes } from "node:crypto";
import { BadUserInputError } from "@palier/schema";
import type { DataSource } from "typeorm";
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
    const [found] = await tx.query<{ missing: string[] }[]>(
      `SELECT ARRAY(SELECT told FROM unnest($1::text[]) AS told
         WHERE NOT EXISTS (SELECT FROM site WHERE reference = told) LIMIT 5) AS missing`,
      [named],
    );
    const missing = found?.missing ?? [];
    if (missing.length > 0) {
      throw new BadUserInputError(
        `There is no site ${missing.map((site) => `"${site}"`).join(", ")}; "palier sites list" shows the references.`,
      );
    }
    await tx.insert(SubmittingSystemRow, {
      ...{ name, keyHash, perMinute, author: author ?? null },
      sites: sites === null ? null : named,
    });
    return key;
  });
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
