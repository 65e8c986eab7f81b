/** Encodings that a file of incidents may have. */
export const encodings = ["utf-8", "windows-1252", "utf-16"] as const;
export type Encoding = (typeof encodings)[number];

/** Turns the bytes of a file, as they come, into text. */
export interface TextDecoding {
  /** @throws TypeError when the bytes are not of the encoding. */
  decode(bytes: Buffer): string;
  /** @throws TypeError when the file ends inside a character. */
  finish(): string;
}

export function decodingOf(encoding: Encoding | "utf-16be"): TextDecoding {
  if (encoding === "windows-1252") {
    return { decode: decodeWindows1252, finish: () => "" };
  }
  const label = encoding === "utf-16" ? "utf-16le" : encoding;
  const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
  return {
    decode: (bytes) => decoder.decode(bytes, { stream: true }),
    finish: () => decoder.decode(),
  };
}

/** What Windows-1252 has at 0x80 to 0x9F, where ISO 8859-1 has control characters (WHATWG Encoding). */
const windowsCharacters = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Own table: some versions of Node decode "windows-1252" as ISO 8859-1. */
function decodeWindows1252(bytes: Buffer): string {
  return bytes
    .toString("latin1")
    .replaceAll(
      /[\x80-\x9f]/g,
      (character) => windowsCharacters[character.charCodeAt(0) - 0x80] ?? character,
    );
}
