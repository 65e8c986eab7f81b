import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ReadableStream } from "node:stream/web";
import { createGunzip, createGzip } from "node:zlib";
import { Decrypter, Encrypter } from "age-encryption";
import { BackupError } from "./backup.error.js";

/**
 * Compresses, then encrypts: an age file whose content is gzip, which the program `age` opens too.
 *
 * @param recipients who can read it, each by an own key.
 * @see https://age-encryption.org/v1
 */
export async function sealText(
  text: AsyncIterable<Buffer>,
  recipients: readonly string[],
): Promise<Readable> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const gzip = createGzip();
  // A failure ends the compressed stream with it, and so whoever reads that.
  pipeline(Readable.from(text, { objectMode: false }), gzip).catch(() => {});
  return Readable.from(await encrypter.encrypt(streamOf(gzip)), { objectMode: false });
}

/** @throws BackupError when the file is not encrypted to the key. */
export async function* unsealFile(file: string, identity: string): AsyncGenerator<Buffer> {
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const sealed = createReadStream(file);
  try {
    const text = await decrypter.decrypt(streamOf(sealed)).catch(explain);
    const gunzip = createGunzip();
    pipeline(Readable.from(text, { objectMode: false }), gunzip).catch(() => {});
    yield* gunzip;
  } finally {
    sealed.destroy();
  }
}

/** Readable.toWeb would read ahead thousands of chunks. */
function streamOf(readable: Readable) {
  return ReadableStream.from<Uint8Array>(readable);
}

function explain(cause: unknown): never {
  if (cause instanceof Error && "syscall" in cause) throw cause;
  const words = cause instanceof Error ? cause.message : "";
  throw new BackupError(
    /no identity matched/.test(words)
      ? "the backup was encrypted for other keys than this one"
      : "this is no encrypted backup, or its first bytes are damaged",
    { cause },
  );
}
