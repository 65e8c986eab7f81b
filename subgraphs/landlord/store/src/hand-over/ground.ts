import {
  type AccessEntry,
  type Convention,
  dayInFrance,
  type HandOver,
  HandOverError,
  type HandOverGround,
  loggedText,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { signedConvention } from "../signature/signed-rules.js";

/** What a landlord's acts of handing over and taking over go by. @throws HandOverError */
export async function handOverGround(
  tx: Pick<EntityManager, "query">,
  now: Date,
): Promise<HandOverGround> {
  const [node] = await tx.query<{ slug: string }[]>("SELECT slug FROM node");
  if (node === undefined) throw new Error("the store belongs to no landlord yet");
  const convention = await signedConvention(tx, now);
  if (convention === null) {
    throw new HandOverError("NO_TERM", "This landlord has signed no convention that is in force.");
  }
  checkIsInForce(convention, now);
  return { convention, landlord: node.slug, now };
}

/** When a file that was handed over then is good no longer. */
export function endOfFile(handedAt: Date, { convention }: HandOverGround): Date {
  return new Date(handedAt.getTime() + (convention.siteHandOver?.days ?? 0) * 24 * 3_600_000);
}

function checkIsInForce({ siteHandOver, validity }: Convention, now: Date): void {
  if (siteHandOver === undefined) throw new HandOverError("NO_TERM");
  if (dayInFrance(now) > validity.until) throw new HandOverError("CONVENTION_OVER");
}

/** Who gave or got the counts of which site, in the access log, in the transaction that does it. */
export async function logHandOver(
  tx: EntityManager,
  { id, site, counts }: Pick<HandOver, "id" | "site" | "counts">,
  act: { readonly operation: string; readonly other: string; readonly author: string | null },
  at: Date,
): Promise<void> {
  const entry: AccessEntry = {
    ...{ at, operationId: id, operation: act.operation, isProved: true },
    viewer: {
      ...{ subject: act.author ?? act.operation, partner: act.other, kind: "LANDLORD" },
      ...{ scope: [], purpose: null, statedPurpose: null, asks: "FIELDS" },
    },
    ...{ coordinates: ["Site.classification", "Site.incidentCounts"], sites: [site] },
    ...{ territories: [], rows: counts.length, decision: "GRANTED", reason: null, durationMs: 0 },
  };
  await tx.query("SELECT append_access_log($1)", [[loggedText(entry)]]);
}
