import type { KeyKind } from "./key-kinds.js";

/** A key as its file holds it. */
export interface KeptKey {
  /** Files are counted; the one with the highest number is the newest key. */
  readonly number: number;
  /** Name under which it is published: its thumbprint (RFC 7638). */
  readonly kid: string;
  /** JWK `x` of an Ed25519 key. */
  readonly x: string;
  /** Its private half; null once it signs no more. */
  readonly d: string | null;
  readonly announcedAt: Date;
  readonly signsFrom: Date;
  /** Whether the keys before it are believed no more from then on: one of them was stolen. */
  readonly endsFormer: boolean;
}

export type KeyState =
  /** Published, so that whoever keeps the key set knows it in time. */
  | "ANNOUNCED"
  | "SIGNING"
  /** Signs no more; published until nothing that it signed is shown any more. */
  | "RETIRED"
  /** Published no more: what it signed is refused. */
  | "GONE";

export interface ScheduledKey extends KeptKey {
  readonly state: KeyState;
  /** From when on it is published no more; null while no key follows it. */
  readonly goneFrom: Date | null;
}

/** What clocks may differ by at most, by any setting. */
const widestToleranceSeconds = 300;

/**
 * What each key is at an instant. Nothing has to be written for a key to go from one state to the next,
 * so processes that read the same files agree, whichever of them was ended in the middle of what.
 *
 * @param keys by number, at least one.
 */
export function scheduled(
  keys: readonly KeptKey[],
  { signedSeconds }: Pick<KeyKind, "signedSeconds">,
  now: Date,
): readonly ScheduledKey[] {
  const signing = Math.max(
    // By a clock that is behind, the one before may have lost its private half already.
    keys.findIndex(({ d }) => d !== null),
    keys.findLastIndex(({ signsFrom }) => signsFrom <= now),
  );
  return keys.map((key, index) => {
    const goneFrom = goneFromOf(keys.slice(index + 1), signedSeconds);
    if (index > signing) return { ...key, state: "ANNOUNCED", goneFrom };
    if (index === signing) return { ...key, state: "SIGNING", goneFrom };
    const state = goneFrom !== null && goneFrom <= now ? "GONE" : "RETIRED";
    return { ...key, state, goneFrom };
  });
}

/** By the key that follows it, or by one that ends all before it. */
function goneFromOf([next, ...later]: readonly KeptKey[], signedSeconds: number): Date | null {
  if (next === undefined) return null;
  const ends = later.filter(({ endsFormer }) => endsFormer).map(({ signsFrom }) => signsFrom);
  const first = Math.min(...[goneAfter(next, signedSeconds), ...ends].map(Number));
  return new Date(first);
}

/** The one before stays as long as this one was announced, so that a copy of the folder may be as late. */
function goneAfter({ announcedAt, signsFrom, endsFormer }: KeptKey, signedSeconds: number): Date {
  if (endsFormer) return signsFrom;
  const announcedMs = signsFrom.getTime() - announcedAt.getTime();
  const neededMs = (signedSeconds + widestToleranceSeconds) * 1_000;
  return new Date(signsFrom.getTime() + Math.max(announcedMs, neededMs));
}

/** A public key set (RFC 7517) as those fetch it who are shown what its keys sign. */
export interface PublicKeySet {
  readonly keys: readonly PublicJwk[];
}

export interface PublicJwk {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  readonly alg: "EdDSA";
  readonly use: "sig";
  readonly kid: string;
  readonly x: string;
}

/** The key that signs first, then those that are announced or retired. */
export function publicKeySet(keys: readonly ScheduledKey[]): PublicKeySet {
  const first = keys.filter(({ state }) => state === "SIGNING");
  const others = keys.filter(({ state }) => state === "ANNOUNCED" || state === "RETIRED");
  return {
    keys: [...first, ...others].map(({ kid, x }) => {
      return { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid, x };
    }),
  };
}
