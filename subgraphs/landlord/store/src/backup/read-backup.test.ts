import { createHash } from "node:crypto";
import fc from "fast-check";
import {
  type BackupHeader,
  endOfBackup,
  headerLine,
  tableEndLine,
  tableLine,
} from "./backup-header.js";
import { BackupReader } from "./read-backup.js";

/** Rows in COPY's form: a line each, and no backslash that COPY would not have doubled. */
const tables = new Map([
  ["site", "1\tLes Lilas\n2\t\\\\.\n3\t\\N\n"],
  ["closed_month", ""],
  ["incident", "a\tb\n"],
]);

function backupOf(contents: ReadonlyMap<string, string>): { header: BackupHeader; text: Buffer } {
  const rowsOf = (text: string) => text.split("\n").length - 1;
  const header: BackupHeader = {
    format: 1,
    landlord: "lisiere",
    takenAt: "2026-11-27T12:00:00.000Z",
    migrations: ["Create1"],
    convention: null,
    tables: [...contents].map(([name, text]) => ({
      name,
      columns: ["one", "two"],
      rows: rowsOf(text),
      numbering: null,
    })),
  };
  const parts = header.tables.map((table) => {
    const text = contents.get(table.name) ?? "";
    const sha256 = createHash("sha256").update(text).digest("hex");
    return `${tableLine(table)}${text}\\.\n${tableEndLine({ rows: table.rows, sha256 })}`;
  });
  return { header, text: Buffer.from(`${headerLine(header)}${parts.join("")}${endOfBackup}\n`) };
}

async function* inPieces(text: Buffer, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < text.length; at += bytes) yield text.subarray(at, at + bytes);
}

async function readWhole(text: Buffer, pieceBytes = 7): Promise<Map<string, string>> {
  const reader = new BackupReader(inPieces(text, pieceBytes));
  const header = await reader.header();
  const found = new Map<string, string>();
  for (const table of header.tables) {
    const pieces: Buffer[] = [];
    for await (const piece of reader.rows(table)) pieces.push(Buffer.from(piece));
    found.set(table.name, Buffer.concat(pieces).toString());
  }
  await reader.end();
  return found;
}

const { text: whole } = backupOf(tables);

it("gives the rows back as they were, however the file comes in", async () => {
  for (const bytes of [1, 2, 3, 5, 64, whole.length]) {
    expect(await readWhole(whole, bytes)).toEqual(tables);
  }
});

it("refuses a file that ends anywhere before its end", async () => {
  for (let length = 0; length < whole.length; length += 1) {
    await expect(readWhole(whole.subarray(0, length))).rejects.toThrow(/backup/);
  }
});

it("refuses rows of which one byte is another", async () => {
  const from = whole.indexOf("COPY");
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: from, max: whole.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, change) => {
        const changed = Buffer.from(whole);
        changed.writeUInt8(changed.readUInt8(at) ^ change, at);
        await expect(readWhole(changed)).rejects.toThrow(/damaged or cut off/);
      },
    ),
  );
});

it("says in which table it is cut off, and how many rows were expected", async () => {
  const cut = whole.subarray(0, whole.indexOf("3\t\\N"));
  await expect(readWhole(cut)).rejects.toThrow(
    "the backup is damaged or cut off in table site, after 1 of the 3 rows that were expected: the file ends there",
  );
});

it("says which digest was expected", async () => {
  const changed = Buffer.from(whole.toString().replace("Les Lilas", "Les Lolas"));
  await expect(readWhole(changed)).rejects.toThrow(
    /at the end of table site: its 3 rows have the digest [0-9a-f]{64}, [0-9a-f]{64} was expected/,
  );
});

it("refuses a format to come, and a file of something else", async () => {
  const later = Buffer.from(whole.toString().replace('"format":1', '"format":2'));
  await expect(readWhole(later)).rejects.toThrow("by a newer version of Palier (format 2");
  await expect(readWhole(Buffer.from("SELECT 1;\n"))).rejects.toThrow("no backup");
});
