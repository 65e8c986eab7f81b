import { ConfigurationError, isPublicKey, visaLifeSeconds } from "@palier/schema";
import { isRecord } from "@palier/service";
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from "jose";

/** The key that signs: visas for subgraphs, and the gateway's word to its issuer that it is itself. */
export interface SigningGatewayKey extends PublicGatewayKey {
  /** Private key, base64url. */
  readonly d: string;
}

/** The public half, which outlives the private one until the last visa it signed has expired. */
export interface PublicGatewayKey {
  /** Name under which it is published: the key's thumbprint (RFC 7638). */
  readonly kid: string;
  /** JWK `x` of an Ed25519 key. */
  readonly x: string;
}

export interface RetiredGatewayKey extends PublicGatewayKey {
  /** ISO 8601. */
  readonly retiredAt: string;
}

/** What the gateway's key file holds. */
export interface GatewayKeySet {
  readonly signing: SigningGatewayKey;
  /** Latest first. */
  readonly retired: readonly RetiredGatewayKey[];
}

/** A public key set (RFC 7517) as landlords fetch it. */
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

/** A retired key is published as long as its last visa lives, clocks that differ included. */
const publishedAfterRetiringMs = (visaLifeSeconds + 90) * 1000;

export async function newKeySet(): Promise<GatewayKeySet> {
  return { signing: await newKey(), retired: [] };
}

/** A new key signs; the old one's private half is forgotten, its public half stays a while. */
export async function rotated({ signing, retired }: GatewayKeySet, now: Date) {
  const { kid, x } = signing;
  const kept = retired.filter((key) => isPublished(key, now));
  const leaving = { kid, x, retiredAt: now.toISOString() };
  return { signing: await newKey(), retired: [leaving, ...kept] };
}

export function publicKeySet({ signing, retired }: GatewayKeySet, now: Date): PublicKeySet {
  const published = [signing, ...retired.filter((key) => isPublished(key, now))];
  return {
    keys: published.map(({ kid, x }) => {
      return { kty: "OKP", crv: "Ed25519", alg: "EdDSA", use: "sig", kid, x };
    }),
  };
}

function isPublished({ retiredAt }: RetiredGatewayKey, now: Date): boolean {
  return now.getTime() - Date.parse(retiredAt) < publishedAfterRetiringMs;
}

async function newKey(): Promise<SigningGatewayKey> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const jwk = await exportJWK(privateKey);
  if (jwk.x === undefined || jwk.d === undefined) throw new Error("the key pair has another shape");
  return { kid: await calculateJwkThumbprint(jwk), x: jwk.x, d: jwk.d };
}

/**
 * Reads a key file; messages never quote it.
 *
 * @throws ConfigurationError when it holds something else.
 */
export function parseKeySet(text: string, fileName: string): GatewayKeySet {
  const value = jsonIn(text);
  if (isKeySet(value)) return value;
  throw new ConfigurationError([
    `${fileName} does not hold the gateway's keys; delete it to start with new ones`,
  ]);
}

function isKeySet(value: unknown): value is GatewayKeySet {
  if (!isRecord(value) || !Array.isArray(value.retired)) return false;
  return (
    isPublicHalf(value.signing) &&
    isPublicKey(value.signing.d) &&
    value.retired.every((key: unknown) => isPublicHalf(key) && isInstant(key.retiredAt))
  );
}

/** The halves of an Ed25519 key are both 32 bytes. */
function isPublicHalf(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && isPublicKey(value.kid) && isPublicKey(value.x);
}

function isInstant(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the file, which holds a private key.
    return undefined;
  }
}
