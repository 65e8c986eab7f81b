import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { isNativeError } from "node:util/types";
import {
  generateSigningKey,
  parseSigningKey,
  type SigningKey,
  signingKeyText,
} from "@palier/schema";
import { calculateJwkThumbprint } from "jose";

/** A signing key with its name. */
export interface IssuerKey extends SigningKey {
  readonly kid: string;
  readonly alg: "EdDSA";
  readonly use: "sig";
}

/**
 * The key by which an issuer signs, kept so that landlords who know its public half need not ask again
 * after each start.
 *
 * @param path of the key's file, made where there is none; null for a key that ends with the process.
 * @throws ConfigurationError when the file holds something else.
 */
export async function openIssuerKey(path: string | null): Promise<IssuerKey> {
  const key = path === null ? await generateSigningKey() : await readOrMake(path);
  return { ...key, kid: await calculateJwkThumbprint({ ...key }), alg: "EdDSA", use: "sig" };
}

async function readOrMake(path: string): Promise<SigningKey> {
  try {
    return parseSigningKey(await readFile(path, "utf8"), path);
  } catch (error) {
    if (!isNativeError(error) || !("code" in error) || error.code !== "ENOENT") throw error;
  }
  const key = await generateSigningKey();
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, signingKeyText(key), { mode: 0o600, flag: "wx" });
  return key;
}
