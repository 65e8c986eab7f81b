import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  ConfigurationError,
  generateSigningKey,
  parseSigningKey,
  type SigningKey,
  signingKeyText,
} from "@palier/schema";

/**
 * Makes the landlord's key in a file of its own, which its owner alone can read.
 *
 * @throws ConfigurationError when the file exists, or cannot be written; a key is never replaced.
 */
export async function createKeyFile(path: string): Promise<SigningKey> {
  const key = await generateSigningKey();
  try {
    await writeFile(path, signingKeyText(key), { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw explain(error, path);
  }
  return key;
}

/**
 * Reads the landlord's key.
 *
 * @throws ConfigurationError when the file is missing, is no key, or can be read by others.
 */
export async function readKeyFile(path: string): Promise<SigningKey> {
  try {
    const { mode } = await stat(path);
    // Windows keeps no such bits: there a file is everyone's by its mode.
    if (process.platform !== "win32" && (mode & 0o077) !== 0) {
      throw new ConfigurationError([
        `${path}: others on this machine may read or change this private key; run: chmod 600 ${path}`,
      ]);
    }
    return parseSigningKey(await readFile(path, "utf8"), path);
  } catch (error) {
    throw explain(error, path);
  }
}

/** Of a folder: those of a few versions of the convention. */
const mostKeys = 20;

/**
 * Reads the key of a file, or those of a folder of such files, of which the convention names one:
 * the next version's may lie beside this one's.
 *
 * @throws ConfigurationError as `readKeyFile` does, or when there are none or too many.
 */
export async function readKeyFiles(path: string): Promise<readonly SigningKey[]> {
  try {
    if (!(await stat(path)).isDirectory()) return [await readKeyFile(path)];
    const names = (await readdir(path)).filter((name) => /^[^.].*\.json$/.test(name)).sort();
    if (names.length === 0 || names.length > mostKeys) {
      throw new ConfigurationError([
        `${path}: a folder of keys holds 1 to ${mostKeys} files that end in .json; here are ${names.length}`,
      ]);
    }
    return await Promise.all(names.map((name) => readKeyFile(join(path, name))));
  } catch (error) {
    throw explain(error, path);
  }
}

function explain(error: unknown, path: string): unknown {
  if (typeof error !== "object" || error === null || !("code" in error)) return error;
  switch (error.code) {
    case "EEXIST":
      return new ConfigurationError([`${path}: the file exists already; a key is never replaced`]);
    case "ENOENT":
      return new ConfigurationError([`${path}: there is no such file or folder`]);
    case "EACCES":
    case "EISDIR":
      return new ConfigurationError([`${path}: the file cannot be opened (${error.code})`]);
    default:
      return error;
  }
}
