import { z } from "zod";
import type { Convention } from "../convention/convention.js";
import { conventionHash } from "../convention/signatures/signature-hash.js";
import type { Level } from "../grid/grid.js";
import type { SiteState } from "../grid/site-state.js";
import { isLandlordSlug } from "../ground/landlord-slug.js";
import { isSignedBy, signCompact, unverifiedText } from "../keys/compact-signature.js";
import { isPublicKey, type SigningKey } from "../keys/signature-key.js";
import { HandOverError } from "./hand-over-rule.js";
import { type SealingKey, seal, unseal } from "./sealing-key.js";

/** What both files say of themselves: who made it, for whom, about which site, under which text. */
interface Terms {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  /** Id of the site in the graph, at its seller. */
  readonly site: string;
  readonly convention: {
    readonly reference: string;
    readonly version: number;
    readonly hash: string;
  };
  /** Seconds since 1970. */
  readonly madeAt: number;
  readonly goodUntil: number;
}

/** A buyer asks for a site's counts, to be sealed for the key that it names. */
export interface TakeOverRequest extends Terms {
  readonly sealFor: string;
}

/** Counts and held state of a site that was sold; no incident, and nothing of a person. */
export interface HandOver extends Terms {
  readonly request: string;
  readonly sealedFor: string;
  /** A MonthNumber, the first of the rows below; each is the month after the one before. */
  readonly firstMonth: number;
  /** Those that the grid looks at. */
  readonly families: readonly string[];
  /** Incidents of each family in each month, all of them closed. */
  readonly counts: readonly (readonly number[])[];
  /** After the last classified of these months; null: the site had no level. */
  readonly state: SiteState | null;
}

const slug = z.string().refine(isLandlordSlug);
const seconds = z.int().min(0);
const terms = {
  id: z.uuid(),
  from: slug,
  to: slug,
  site: z.string().max(300),
  convention: z.strictObject({ reference: z.string(), version: z.int(), hash: z.string() }),
  madeAt: seconds,
  goodUntil: seconds,
};
const requestFormat = z.strictObject({ ...terms, sealFor: z.string().refine(isPublicKey) });
const level = z.literal([1, 2, 3, 4] satisfies Level[]);
/** A window less its own month, which is the buyer's. */
const mostMonths = 11;
const mostFamilies = 30;
const mostIncidents = 1_000_000;
const handOverFormat = z
  .strictObject({
    ...terms,
    request: z.uuid(),
    sealedFor: z.string().refine(isPublicKey),
    firstMonth: z.int().min(0).max(999_999),
    families: z.array(z.string().max(40)).max(mostFamilies),
    counts: z
      .array(z.array(z.int().min(0).max(mostIncidents)).max(mostFamilies))
      .min(1)
      .max(mostMonths),
    state: z
      .strictObject({
        computedLevel: level,
        earlierComputedLevel: level.nullable(),
        heldLevel: level,
        level,
        since: z.int().min(0).max(999_999),
      })
      .nullable(),
  })
  .refine(({ families, counts }) => counts.every((row) => row.length === families.length));

const requestType = "palier-take-over-request+jws";
const handOverType = "palier-hand-over+jws";
/** Two machines' clocks. */
const toleranceSeconds = 60;
const daySeconds = 24 * 3600;

/** What a landlord takes a request or a hand-over by. */
export interface HandOverGround {
  readonly convention: Convention;
  /** The landlord that reads or makes it. */
  readonly landlord: string;
  readonly now: Date;
}

/** @returns compact JWS (EdDSA) by the buyer's key. */
export async function signRequest(request: TakeOverRequest, key: SigningKey): Promise<string> {
  return await signCompact(requestFormat.parse(request), requestType, key);
}

/** @throws HandOverError naming the first rule that it breaks. */
export async function readRequest(text: string, ground: HandOverGround): Promise<TakeOverRequest> {
  const request = await readSigned(text, requestType, requestFormat, ground);
  checkTerms(request, ground);
  return request;
}

/** @returns compact JWE for the buyer's key, over a JWS (EdDSA) by the seller's. */
export async function sealHandOver(handOver: HandOver, key: SigningKey): Promise<string> {
  const signed = await signCompact(handOverFormat.parse(handOver), handOverType, key);
  return await seal(signed, handOver.sealedFor);
}

/** @throws HandOverError naming the first rule that it breaks. */
export async function openHandOver(
  sealed: string,
  key: SealingKey,
  ground: HandOverGround,
): Promise<HandOver> {
  const handOver = await readSigned(
    await unseal(sealed, key),
    handOverType,
    handOverFormat,
    ground,
  );
  checkTerms(handOver, ground);
  // Signed for somebody else's key and sealed again, it was not meant to be read here.
  if (handOver.sealedFor !== key.x) throw new HandOverError("OTHER_REQUEST");
  return handOver;
}

/** What a file says of the convention that it is made under. */
export function termsOfConvention(convention: Convention): Terms["convention"] {
  const { reference, version } = convention;
  return { reference, version, hash: conventionHash(convention) };
}

/** The times of a request, by the convention's term. @throws HandOverError NO_TERM */
export function requestTimes({ siteHandOver }: Convention, now: Date) {
  if (siteHandOver === undefined) throw new HandOverError("NO_TERM");
  const madeAt = Math.floor(now.getTime() / 1_000);
  return { madeAt, goodUntil: madeAt + siteHandOver.days * daySeconds };
}

async function readSigned<Read extends Terms>(
  text: string,
  type: string,
  format: z.ZodType<Read>,
  { convention }: HandOverGround,
): Promise<Read> {
  const unverified = unverifiedText(text, type);
  const said = format.safeParse(unverified?.claim);
  if (unverified?.alg !== "EdDSA" || !said.success) throw new HandOverError("MALFORMED");
  const maker = keyOf(convention, said.data.from);
  if (!(await isSignedBy(text, maker))) throw new HandOverError("WRONG_SIGNATURE");
  return said.data;
}

function checkTerms(terms: Terms, { convention, landlord, now }: HandOverGround): void {
  const { siteHandOver } = convention;
  if (siteHandOver === undefined) throw new HandOverError("NO_TERM");
  if (terms.to !== landlord || terms.from === landlord) {
    throw new HandOverError("OTHER_LANDLORD", `It is from ${terms.from} for ${terms.to}.`);
  }
  keyOf(convention, terms.to);
  const { reference, version, hash } = termsOfConvention(convention);
  const { convention: said } = terms;
  if (said.reference !== reference || said.version !== version || said.hash !== hash) {
    throw new HandOverError(
      "OTHER_CONVENTION",
      `It was made under ${said.reference}, version ${said.version}; in force here is ${reference}, version ${version}.`,
    );
  }
  const seconds = now.getTime() / 1_000;
  if (terms.madeAt > seconds + toleranceSeconds) throw new HandOverError("NOT_YET");
  const latest = Math.min(terms.goodUntil, terms.madeAt + siteHandOver.days * daySeconds);
  if (seconds >= latest) {
    throw new HandOverError("EXPIRED", "Begin again with a new request.");
  }
}

function keyOf({ landlords }: Convention, slug: string): string {
  const key = landlords.find((party) => party.slug === slug)?.key;
  if (key === undefined) throw new HandOverError("NOT_A_PARTY", `It names ${slug}.`);
  return key;
}
