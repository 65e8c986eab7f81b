import { readFile, stat, writeFile } from "node:fs/promises";
import { generateX25519Identity, identityToRecipient } from "age-encryption";
import { BackupError } from "./backup.error.js";

/** Makes a key that opens backups, in a file of age's own form that its owner alone can read. */
export async function createBackupKey(path: string): Promise<string> {
  const identity = await generateX25519Identity();
  const recipient = await identityToRecipient(identity);
  await writeFile(path, `# public key: ${recipient}\n${identity}\n`, { mode: 0o600, flag: "wx" });
  return recipient;
}

/**
 * The key that opens a backup.
 *
 * @throws BackupError when others may read the file, or it holds no key.
 */
export async function readBackupKey(path: string): Promise<string> {
  const { mode } = await stat(path);
  // Windows keeps no such bits: there a file is everyone's by its mode.
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new BackupError(
      `${path}: others on this machine may read this key, which opens backups; run: chmod 600 ${path}`,
    );
  }
  const [identity, ...others] = await readLines(path);
  if (others.length === 0 && identity?.startsWith("AGE-SECRET-KEY-")) return identity;
  throw new BackupError(`${path}: a key of age is one line that begins with AGE-SECRET-KEY-`);
}

/** Public part of a key, which encrypts and opens nothing. */
export async function recipientOfKey(path: string): Promise<string> {
  return identityToRecipient(await readBackupKey(path));
}

/** Public keys in a file, one a line. */
export async function readRecipients(path: string): Promise<string[]> {
  return readLines(path);
}

/** Without notes and empty lines. */
async function readLines(path: string): Promise<string[]> {
  const lines = (await readFile(path, "utf8")).split("\n").map((line) => line.trim());
  return lines.filter((line) => line !== "" && !line.startsWith("#"));
}
