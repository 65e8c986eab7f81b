import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import {
  generateSigningKey,
  parseSigningKey,
  type SigningKey,
  signingKeyText,
} from "@palier/schema";
import { calculateJwkThumbprint } from "jose";

/** The demonstration issuer's signing key, with its name. */
export interface IssuerKey extends SigningKey {
  readonly kid: string;
  readonly alg: "EdDSA";
  readonly use: "sig";
}

/**
 * The key by which the demonstration's issuer signs, kept so that landlords who know its public half
 * need not ask again after each start.
 *
 * @param folder null for a key that ends with the process.
 * @throws ConfigurationError when the file holds something else.
 */
export async function openIssuerKey(folder: string | null): Promise<IssuerKey> {
  const key = folder === null ? await generateSigningKey() : await readOrMake(folder);
  return { ...key, kid: await calculateJwkThumbprint({ ...key }), alg: "EdDSA", use: "sig" };
}

async function readOrMake(folder: string): Promise<SigningKey> {
  const path = join(folder, "demonstration-issuer-key.json");
  try {
    return parseSigningKey(await readFile(path, "utf8"), path);
  } catch (error) {
    if (!isNativeError(error) || !("code" in error) || error.code !== "ENOENT") throw error;
  }
  const key = await generateSigningKey();
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path, signingKeyText(key), { mode: 0o600, flag: "wx" });
  return key;
}
