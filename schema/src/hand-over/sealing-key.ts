import { createPrivateKey, createPublicKey } from "node:crypto";
import {
  CompactEncrypt,
  compactDecrypt,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
} from "jose";
import { z } from "zod";
import { isPublicKey } from "../keys/signature-key.js";
import { HandOverError } from "./hand-over-rule.js";

/**
 * A pair of keys for one hand-over: landlords' own keys sign and cannot be sealed for, and who takes a
 * key of a year ago reads nothing.
 */
export interface SealingKey {
  readonly kty: "OKP";
  readonly crv: "X25519";
  /** Public, base64url. */
  readonly x: string;
  /** Private, base64url; it never leaves who made it. */
  readonly d: string;
}

const algorithms = { alg: "ECDH-ES", enc: "A256GCM" } as const;
/** Of what is sealed: eleven months of seven families take a tenth. */
const longestSealed = 8_192;

export async function generateSealingKey(): Promise<SealingKey> {
  const { privateKey } = await generateKeyPair(algorithms.alg, {
    crv: "X25519",
    extractable: true,
  });
  const { x, d } = await exportJWK(privateKey);
  if (!isPublicKey(x) || d === undefined) throw new Error("the key pair has another shape");
  return { kty: "OKP", crv: "X25519", x, d };
}

const part = z.string().refine(isPublicKey);
const sealingKeyFormat = z.strictObject({
  kty: z.literal("OKP"),
  crv: z.literal("X25519"),
  x: part,
  d: part,
});

/** @throws HandOverError MALFORMED, without quoting the text, when it is no such key. */
export function parseSealingKey(text: string): SealingKey {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new HandOverError("MALFORMED", "This is no private key of a request.");
  }
  const { success, data } = sealingKeyFormat.safeParse(json);
  if (!success || publicPart(data) !== data.x) {
    throw new HandOverError("MALFORMED", "This is no private key of a request.");
  }
  return data;
}

function publicPart(key: SealingKey): string | undefined {
  const privateKey = createPrivateKey({ key: { ...key }, format: "jwk" });
  return createPublicKey(privateKey).export({ format: "jwk" }).x;
}

/** @returns compact JWE that the holder of the private part alone can open. */
export async function seal(text: string, publicKey: string): Promise<string> {
  const key = await importJWK({ kty: "OKP", crv: "X25519", x: publicKey }, algorithms.alg);
  return await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ ...algorithms })
    .encrypt(key);
}

/** @throws HandOverError OTHER_KEY, or MALFORMED when it is no sealed text at all. */
export async function unseal(sealed: string, key: SealingKey): Promise<string> {
  if (sealed.length > longestSealed || sealed.split(".").length !== 5) {
    throw new HandOverError("MALFORMED");
  }
  try {
    const { plaintext } = await compactDecrypt(
      sealed,
      await importJWK({ ...key }, algorithms.alg),
      {
        keyManagementAlgorithms: [algorithms.alg],
        contentEncryptionAlgorithms: [algorithms.enc],
      },
    );
    return new TextDecoder().decode(plaintext);
  } catch (error) {
    if (error instanceof errors.JWEDecryptionFailed) throw new HandOverError("OTHER_KEY");
    if (error instanceof errors.JOSEError) throw new HandOverError("MALFORMED");
    throw error;
  }
}
