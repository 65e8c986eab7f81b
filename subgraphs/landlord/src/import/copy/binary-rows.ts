/** First bytes of PostgreSQL's binary COPY format: signature, no flags, no extension. */
const header = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");

/** Texts up to this length are written faster by a loop than by a call into the engine. */
const shortText = 40;

/**
 * Rows in PostgreSQL's binary COPY format, which the server takes in at half the cost of text:
 * no escapes to look for, no numbers, days or ids to parse.
 *
 * @see https://www.postgresql.org/docs/18/sql-copy.html#SQL-COPY-FILE-FORMATS
 */
export class BinaryRows {
  private bytes = Buffer.allocUnsafe(1 << 16);
  private at = header.copy(this.bytes);

  /** Begins a row of so many columns; as many values must follow. */
  begin(columns: number): void {
    this.reserve(2);
    this.bytes[this.at] = 0;
    this.bytes[this.at + 1] = columns;
    this.at += 2;
  }

  null(): void {
    this.int32(-1);
  }

  smallint(value: number): void {
    this.int32(2);
    this.reserve(2);
    this.bytes[this.at] = value >>> 8;
    this.bytes[this.at + 1] = value;
    this.at += 2;
  }

  /** An integer, or a date as days since 2000-01-01. */
  integer(value: number): void {
    this.int32(4);
    this.int32(value);
  }

  double(value: number | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.int32(8);
    this.reserve(8);
    this.at = this.bytes.writeDoubleBE(value, this.at);
  }

  /** @param bytes the sixteen bytes, each as one character. */
  uuid(bytes: string): void {
    this.int32(bytes.length);
    this.reserve(bytes.length);
    for (let index = 0; index < bytes.length; index += 1) {
      this.bytes[this.at + index] = bytes.charCodeAt(index);
    }
    this.at += bytes.length;
  }

  text(value: string | null): void {
    if (value === null) {
      this.null();
      return;
    }
    this.reserve(4 + value.length * 3);
    const start = this.at + 4;
    const end =
      value.length <= shortText
        ? this.writeShort(value, start)
        : start + this.bytes.write(value, start);
    this.int32(end - start);
    this.at = end;
  }

  /** The whole as one COPY takes it; the object is empty afterwards. */
  take(): Buffer {
    this.reserve(2);
    this.bytes[this.at] = 0xff;
    this.bytes[this.at + 1] = 0xff;
    const whole = this.bytes.subarray(0, this.at + 2);
    this.bytes = Buffer.allocUnsafe(this.bytes.length);
    this.at = header.copy(this.bytes);
    return whole;
  }

  private writeShort(value: string, start: number): number {
    for (let index = 0; index < value.length; index += 1) {
      const code = value.charCodeAt(index);
      if (code > 127) return start + this.bytes.write(value, start);
      this.bytes[start + index] = code;
    }
    return start + value.length;
  }

  private int32(value: number): void {
    this.reserve(4);
    const { bytes, at } = this;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
    this.at = at + 4;
  }

  private reserve(more: number): void {
    if (this.at + more <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.bytes.length * 2, this.at + more));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
