import { createPrivateKey, createPublicKey } from "node:crypto";
import { exportJWK, generateKeyPair } from "jose";
import { z } from "zod";
import { ConfigurationError } from "../ground/errors.js";

/** A landlord's key pair as its file holds it: a JWK of the kind OKP, curve Ed25519. */
export interface SigningKey {
  readonly kty: "OKP";
  readonly crv: "Ed25519";
  /** Public key, base64url; what the convention lists as the landlord's `key`. */
  readonly x: string;
  /** Private key, base64url; it never leaves the landlord. */
  readonly d: string;
}

export const publicKeyRule = "an Ed25519 public key: 43 characters of base64url (the JWK's `x`)";

/** Whether a text is 32 bytes in the one way base64url writes them. */
export function isPublicKey(text: unknown): text is string {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]{43}$/.test(text)) return false;
  return Buffer.from(text, "base64url").toString("base64url") === text;
}

export async function generateSigningKey(): Promise<SigningKey> {
  const { privateKey } = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const { x, d } = await exportJWK(privateKey);
  if (!isPublicKey(x) || d === undefined) throw new Error("the key pair has another shape");
  return { kty: "OKP", crv: "Ed25519", x, d };
}

/** The text of the key's file, to be written readable by its owner only. */
export function signingKeyText({ kty, crv, x, d }: SigningKey): string {
  return `${JSON.stringify({ kty, crv, x, d }, null, 2)}\n`;
}

const keyPart = z.string().refine(isPublicKey);
const signingKeyFormat = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("Ed25519"),
  x: keyPart,
  d: keyPart,
});

/**
 * Reads a key's file; messages never quote it.
 *
 * @throws ConfigurationError when it is no such key, or its two halves do not belong together.
 */
export function parseSigningKey(text: string, fileName: string): SigningKey {
  const refuse = (why: string) => new ConfigurationError([`${fileName}: ${why}`]);
  const { success, data } = signingKeyFormat.safeParse(jsonIn(text));
  if (!success) {
    throw refuse('not a signing key; one is JSON { "kty": "OKP", "crv": "Ed25519", "x", "d" }');
  }
  if (publicKeyOf(data) !== data.x) throw refuse("the public key `x` is not that of `d`");
  return data;
}

function publicKeyOf(key: SigningKey): string | undefined {
  const privateKey = createPrivateKey({ key: { ...key }, format: "jwk" });
  return createPublicKey(privateKey).export({ format: "jwk" }).x;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message would quote the file, which may hold a private key.
    return undefined;
  }
}
