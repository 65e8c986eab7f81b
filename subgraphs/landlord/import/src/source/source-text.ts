import { isAscii } from "node:buffer";
import { decodingOf, type Encoding, type TextDecoding } from "./encoding.js";
import { EncodingEvidence } from "./encoding-evidence.js";
import { readBytes, UnreadableFileError } from "./source-bytes.js";

/**
 * The text of a file, piece by piece.
 *
 * A byte order mark tells the encoding; else `encoding` does; else the file is UTF-8 or, when any
 * of its bytes cannot be, Windows-1252. Whatever it is, the pieces before the first character
 * beyond ASCII read the same, so only a file that has one is read twice, to decide.
 *
 * @throws UnreadableFileError also when lines of the file are in different encodings, or in another
 *   one than announced.
 */
export async function* readText(
  path: string,
  encoding: Encoding | null,
  onRead?: (bytes: number) => void,
): AsyncGenerator<string> {
  let decoding: TextDecoding | null = null;
  let isFirst = true;
  for await (const piece of readBytes(path, onRead)) {
    let bytes = piece;
    if (isFirst) {
      isFirst = false;
      const mark = byteOrderMark(piece);
      const announced = encoding === "windows-1252" ? null : encoding;
      decoding = mark?.decoding ?? wideDecoding(piece) ?? (announced && decodingOf(announced));
      bytes = piece.subarray(mark?.bytes ?? 0);
    }
    if (decoding === null && isAscii(bytes)) {
      yield bytes.toString("latin1");
      continue;
    }
    decoding ??= decodingOf(await encodingOf(path, encoding === "windows-1252"));
    yield decoded(path, decoding, bytes);
  }
  if (decoding !== null) yield decoded(path, decoding, null);
}

/** Bytes at the beginning that tell UTF-16. */
const telling = 1_000;
const fewestTelling = 8;

/**
 * Of UTF-16 without a mark, which some tools write: every second byte of a header in Latin letters is zero, all of
 * them at even or all at odd places. No other text holds zeros.
 */
function wideDecoding(bytes: Buffer): TextDecoding | null {
  const zeros = [0, 0];
  const looked = Math.min(bytes.length, telling);
  for (let at = 0; at < looked; at += 1) {
    if (bytes[at] === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  const most = looked / 2;
  if (looked < fewestTelling || Math.max(even, odd) < most * 0.8 || Math.min(even, odd) > 0)
    return null;
  return decodingOf(odd > even ? "utf-16" : "utf-16be");
}

function decoded(path: string, decoding: TextDecoding, bytes: Buffer | null): string {
  try {
    return bytes === null ? decoding.finish() : decoding.decode(bytes);
  } catch (error) {
    throw new UnreadableFileError(
      path,
      "its characters are not in the encoding that the mapping or its first bytes announce",
      { cause: error },
    );
  }
}

/** Of a file with characters beyond ASCII and no mark. */
async function encodingOf(path: string, isWindowsAnnounced: boolean): Promise<Encoding> {
  const evidence = new EncodingEvidence();
  for await (const bytes of readBytes(path)) evidence.add(bytes);
  const { utf8Line, otherLine } = evidence.finish();
  if (utf8Line === null) {
    return isWindowsAnnounced || otherLine !== null ? "windows-1252" : "utf-8";
  }
  if (otherLine === null && !isWindowsAnnounced) return "utf-8";
  const announced = "the mapping announces Windows-1252";
  const other = otherLine === null ? announced : `line ${otherLine} is not`;
  throw new UnreadableFileError(
    path,
    `one encoding: line ${utf8Line} is written in UTF-8 and ${other}; save the file anew in one of them`,
    { line: otherLine ?? utf8Line },
  );
}

interface ByteOrderMark {
  readonly bytes: number;
  readonly decoding: TextDecoding;
}

function byteOrderMark(bytes: Buffer): ByteOrderMark | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
    return { bytes: 3, decoding: decodingOf("utf-8") };
  }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { bytes: 2, decoding: decodingOf("utf-16") };
  }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) {
    return { bytes: 2, decoding: decodingOf("utf-16be") };
  }
  return null;
}
