import { createReadStream } from "node:fs";
import { type FileHandle, open, stat } from "node:fs/promises";
import { PassThrough, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

/** Large enough that the cost of a piece does not count, small enough to die young. */
const pieceBytes = 64 * 1024;

/** Decompressed while earlier pieces are being worked on. */
const aheadBytes = 1024 * 1024;

/** A file that cannot be read to its end. */
export class UnreadableFileError extends Error {
  /** Where it shows; null where that is not known. */
  readonly line: number | null;

  constructor(
    readonly path: string,
    readonly expected: string,
    options?: ErrorOptions & { readonly line?: number },
  ) {
    super(`${path}: ${expected}`, options);
    this.line = options?.line ?? null;
    this.name = "UnreadableFileError";
  }
}

/**
 * The bytes of a file, decompressed when it is a gzip file by its first bytes or its name.
 *
 * @param onRead told the number of bytes read from the disk, piece by piece.
 * @throws UnreadableFileError
 */
export async function* readBytes(
  path: string,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Buffer> {
  const isCompressed = await isGzip(path);
  const file = createReadStream(path, { highWaterMark: pieceBytes });
  file.on("data", (piece) => onRead(piece.length));
  const bytes = new PassThrough({ highWaterMark: aheadBytes });
  // An error of any stage ends the last one, where it is met.
  const stages = isCompressed ? [file, createGunzip({ chunkSize: pieceBytes })] : [file];
  pipeline([...stages, bytes], () => {});
  try {
    for await (const piece of bytes) yield piece as Buffer;
  } catch (error) {
    throw readingError(path, error);
  }
}

/**
 * Opens a file and reads its first bytes, so that whatever keeps it from being read shows before
 * anything is locked; what that is, reading it says.
 */
export async function touchFile(path: string): Promise<void> {
  await isGzip(path).catch(() => undefined);
}

async function isGzip(path: string): Promise<boolean> {
  let file: FileHandle | null = null;
  try {
    // A pipe without a writer would never open, and a file is read twice.
    const found = await stat(path);
    if (!found.isFile() && !found.isDirectory()) {
      throw new UnreadableFileError(path, "it is a pipe or a device: write it to a file first");
    }
    file = await open(path);
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
    if (bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b) return true;
  } catch (error) {
    throw readingError(path, error);
  } finally {
    await file?.close();
  }
  if (!path.toLowerCase().endsWith(".gz")) return false;
  throw new UnreadableFileError(path, "its name ends in .gz, but it is not a gzip file");
}

/** Says in the user's words what the system's error code says; other errors pass as they are. */
function readingError(path: string, error: unknown): unknown {
  const code = String((error as { readonly code?: unknown } | null)?.code);
  const reason = code.startsWith("Z_") ? (gzipReasons[code] ?? damaged) : systemReasons[code];
  return reason === undefined ? error : new UnreadableFileError(path, reason, { cause: error });
}

const damaged = "the compressed file is damaged; copy or download it again";
const gzipReasons: Readonly<Record<string, string>> = {
  Z_BUF_ERROR: "the compressed file ends too early; copy or download it again",
};

const systemReasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "this user may not read the file",
  EISDIR: "it is a folder; name the files in it",
};
