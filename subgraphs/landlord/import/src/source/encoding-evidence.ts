/** Where bytes beyond ASCII speak for or against UTF-8, by the number of the first such line. */
export interface EncodingLines {
  /** With a letter or mark of Western texts in UTF-8, which no text in Windows-1252 is likely to hold. */
  readonly utf8Line: number | null;
  /** With bytes that are no UTF-8. */
  readonly otherLine: number | null;
}

/** Reads the bytes of a file once, in constant memory, for what they say of its encoding. */
export class EncodingEvidence {
  private line = 1;
  private utf8Line: number | null = null;
  private otherLine: number | null = null;
  /** Bytes that the character begun still lacks. */
  private lacking = 0;
  private point = 0;
  /** The least code point that takes as many bytes. */
  private least = 0;

  add(bytes: Uint8Array): void {
    for (const byte of bytes) this.read(byte);
  }

  finish(): EncodingLines {
    if (this.lacking > 0) this.otherLine ??= this.line;
    return { utf8Line: this.utf8Line, otherLine: this.otherLine };
  }

  private read(byte: number): void {
    if (this.lacking > 0) {
      if ((byte & 0xc0) === 0x80) {
        this.continue(byte);
        return;
      }
      this.lacking = 0;
      this.otherLine ??= this.line;
    }
    if (byte === newline) this.line += 1;
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xdf) this.begin(1, byte & 0x1f, 0x80);
    else if (byte >= 0xe0 && byte <= 0xef) this.begin(2, byte & 0x0f, 0x800);
    else if (byte >= 0xf0 && byte <= 0xf4) this.begin(3, byte & 0x07, 0x1_0000);
    else this.otherLine ??= this.line;
  }

  private begin(lacking: number, point: number, least: number): void {
    this.lacking = lacking;
    this.point = point;
    this.least = least;
  }

  private continue(byte: number): void {
    this.point = (this.point << 6) | (byte & 0x3f);
    this.lacking -= 1;
    if (this.lacking > 0) return;
    if (!isCharacter(this.point, this.least)) this.otherLine ??= this.line;
    else if (isTelling(this.point)) this.utf8Line ??= this.line;
  }
}

const newline = 0x0a;

function isCharacter(point: number, least: number): boolean {
  return point >= least && point <= 0x10_ffff && (point < 0xd800 || point > 0xdfff);
}

/**
 * Letters of Western languages and a typewriter's marks, dashes, quotes and euro: in Windows-1252 their
 * bytes would be Â or Ã before a sign, or â€ before another. Others prove nothing: CAFÉ» is a letter
 * of the phonetic alphabet in UTF-8.
 */
function isTelling(point: number): boolean {
  return (
    (point >= 0xa0 && point <= 0xff) ||
    (point >= 0x2010 && point <= 0x2026) ||
    [0x152, 0x153, 0x178, 0x20ac].includes(point)
  );
}
