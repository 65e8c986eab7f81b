import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import { replaceFile } from "@palier/service";
import { type GatewayKeySet, newKeySet, parseKeySet, rotated } from "./gateway-key.js";

/** Path of the gateway's keys in the folder that holds its secrets. */
export function keyFileIn(folder: string): string {
  return join(folder, "gateway-keys.json");
}

/**
 * Reads the keys, making the first ones where there are none.
 *
 * @throws ConfigurationError when the file holds something else.
 */
export async function openKeyFile(folder: string): Promise<GatewayKeySet> {
  const path = keyFileIn(folder);
  const text = await readOrNull(path);
  if (text !== null) return parseKeySet(text, path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return replaceKeys(path, newKeySet);
}

/**
 * Signs with a new key from now on; a gateway that runs on the folder notices within a second.
 * What the old key signed stays valid until it expires.
 *
 * @returns name of the new key.
 * @throws ConfigurationError when there are no keys to rotate, or they are being rotated.
 */
export async function rotateKeys(folder: string, now: Date): Promise<string> {
  const path = keyFileIn(folder);
  // Before anything is written: the folder itself may not be there.
  if ((await readOrNull(path)) === null) throw noKeys(folder);
  const { signing } = await replaceKeys(path, async () => {
    const text = await readOrNull(path);
    if (text === null) throw noKeys(folder);
    return rotated(parseKeySet(text, path), now);
  });
  return signing.kid;
}

function noKeys(folder: string): ConfigurationError {
  return new ConfigurationError([
    `${folder} holds no keys of a gateway: it is not the folder in the gateway's PALIER_KEYS, or the gateway has not been started yet`,
  ]);
}

async function replaceKeys(path: string, make: () => Promise<GatewayKeySet>) {
  let keys: GatewayKeySet | undefined;
  await replaceFile(path, 0o600, async () => {
    keys = await make();
    return `${JSON.stringify(keys, null, 2)}\n`;
  });
  if (keys === undefined) throw new Error("the keys were replaced by none");
  return keys;
}

async function readOrNull(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return isNativeError(error) && "code" in error ? error.code : undefined;
}
