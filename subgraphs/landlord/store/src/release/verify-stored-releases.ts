import {
  type MonthNumber,
  type ReleaseFinding,
  type Rules,
  rulesOf,
  verifyReleases,
} from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { readHorizon } from "../retention/purge-horizon.js";
import { signedRules } from "../signature/signed-rules.js";
import { countedSites, siteCounts } from "./counted-figures.js";
import { keptFrom } from "./kept-lines.js";
import { ruleOf } from "./release-counts.js";
import { type ReleaseHead, releaseHeads, storedReleases } from "./stored-releases.js";

/** A release as it states itself, with what it could not do for its readers. */
export interface ListedRelease extends ReleaseHead {
  /** Small numbers that levels alone give back, found by it. */
  readonly pinned: number;
  readonly levels: number;
  /** Levels of it whose gates are withheld. */
  readonly gatesWithheld: number;
}

export interface ReleaseVerdict {
  /** In their order. */
  readonly releases: readonly ListedRelease[];
  /** What is wrong with them, sites by their references; none of what a release records itself. */
  readonly findings: readonly ReleaseFinding[];
  /** Small numbers that are recorded as given back by levels, and are. */
  readonly pinned: number;
  /** Months before it are not looked at, since counts that their levels rest on are purged; 0: all are. */
  readonly since: MonthNumber;
}

/** Checks all releases as a whole, as they stand at one instant, from what they say alone. */
export function verifyStoredReleases(
  store: DataSource,
  clock: () => Date = () => new Date(),
): Promise<ReleaseVerdict> {
  return store.transaction("REPEATABLE READ", async (tx) => {
    const heads = await releaseHeads(tx);
    const last = heads.at(-1);
    if (last === undefined) return { releases: [], findings: [], pinned: 0, since: 0 };
    const rules = await rulesAt(tx, last, clock());
    const { grid, nomenclature } = rules;
    const kept = keptFrom((await readHorizon(tx)).counts, last.closedMonths, heads);
    const released = new Set(heads.flatMap(({ publishedMonths }) => publishedMonths));
    const unreleased = last.closedMonths.filter((month) => !released.has(month) && month >= kept);
    const rule = await ruleOf(tx, last, rules);
    const found = verifyReleases(
      rule,
      await countedSites(tx),
      await storedReleases(tx, heads, always),
      {
        counts: await siteCounts(tx, unreleased, [], nomenclature),
        ...(kept > 0 && { keptFrom: kept }),
      },
    );
    const references = await referencesOf(tx);
    const findings = found
      .filter(({ problem }) => problem !== "GIVEN_BACK_BY_A_LEVEL")
      .map(({ site, ...finding }) => ({
        ...finding,
        site: site === null ? null : (references.get(site) ?? site),
      }));
    return {
      releases: await listed(tx, heads),
      findings,
      pinned: found.length - findings.length,
      since: kept > 0 ? kept + grid.windowMonths - 1 : 0,
    };
  });
}

const always = { from: 0, to: 10_000_000 };

async function rulesAt(
  tx: Pick<EntityManager, "query">,
  { grid }: ReleaseHead,
  now: Date,
): Promise<Rules> {
  return { ...(await signedRules(tx, now)), grid: rulesOf({ grid }).grid };
}

async function referencesOf(tx: Pick<EntityManager, "query">) {
  const sites = await tx.query<{ id: number; reference: string }[]>(
    "SELECT id, reference FROM site",
  );
  return new Map(sites.map(({ id, reference }) => [String(id), reference]));
}

async function listed(
  tx: Pick<EntityManager, "query">,
  heads: readonly ReleaseHead[],
): Promise<ListedRelease[]> {
  const sums = await tx.query<Pick<ListedRelease, "pinned" | "levels" | "gatesWithheld">[]>(
    `SELECT (SELECT count(*) FROM release_note WHERE release_step = step AND kind = 'PINNED')::integer AS pinned,
       coalesce(levels, 0)::integer AS levels, coalesce(withheld, 0)::integer AS "gatesWithheld"
     FROM release LEFT JOIN (
       SELECT release_step, count(*) AS levels, count(*) FILTER (WHERE are_gates_withheld) AS withheld
       FROM release_level GROUP BY release_step
     ) AS level ON release_step = step ORDER BY step`,
  );
  return heads.map((head, index) => ({
    ...head,
    ...(sums[index] ?? { pinned: 0, levels: 0, gatesWithheld: 0 }),
  }));
}
