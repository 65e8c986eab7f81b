import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Encoding } from "./encoding.js";
import { UnreadableFileError } from "./source-bytes.js";
import { readText } from "./source-text.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-source-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function textOf(name: string, bytes: Buffer, encoding: Encoding | null = null) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  let text = "";
  for await (const piece of readText(path, encoding)) text += piece;
  return text;
}

const accents = "Dégradé à l’œuvre – 10 €\n";
const inWindows1252 = Buffer.from(
  accents.replace("’", "\x92").replace("œ", "\x9c").replace("–", "\x96").replace("€", "\x80"),
  "latin1",
);
const ascii = Buffer.from("plain\n".repeat(100_000));

it.each<[string, Buffer, Encoding | null]>([
  ["UTF-8", Buffer.from(accents), null],
  ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${accents}`), null],
  ["Windows-1252", inWindows1252, null],
  ["Windows-1252 by order", inWindows1252, "windows-1252"],
  ["a byte order mark against the order", Buffer.from(`\ufeff${accents}`), "windows-1252"],
  ["UTF-16 with a mark", Buffer.from(`\ufeff${accents}`, "utf16le"), null],
  ["big-endian UTF-16 with a mark", Buffer.from(`\ufeff${accents}`, "utf16le").swap16(), null],
  ["UTF-16 by order", Buffer.from(accents, "utf16le"), "utf-16"],
])("reads %s", async (_, bytes, encoding) => {
  expect(await textOf("file.csv", bytes, encoding)).toBe(accents);
});

it("tells a late accent of either encoding after much ASCII", async () => {
  const plain = ascii.toString();
  expect(await textOf("a.csv", Buffer.concat([ascii, Buffer.from("é")]))).toBe(`${plain}é`);
  expect(await textOf("b.csv", Buffer.concat([ascii, Buffer.from([0xe9])]))).toBe(`${plain}é`);
});

it("refuses a file of two encodings with the lines of both, however far apart", async () => {
  const [early, late] = [Buffer.from("é\n"), Buffer.from([0xe9])];
  await expect(textOf("a.csv", Buffer.concat([early, ascii, late]))).rejects.toMatchObject({
    line: 100_002,
    expected: expect.stringMatching(
      /^one encoding: line 1 is written in UTF-8 and line 100002 is not/,
    ),
  });
  const reversed = [Buffer.from([0xe9, 0x0a]), ascii, Buffer.from("é")];
  await expect(textOf("b.csv", Buffer.concat(reversed))).rejects.toMatchObject({ line: 1 });
});

it("refuses UTF-8 where the mapping announces Windows-1252, and takes what proves nothing", async () => {
  await expect(textOf("a.csv", Buffer.from("plain\né"), "windows-1252")).rejects.toMatchObject({
    line: 2,
    expected: expect.stringContaining("the mapping announces Windows-1252"),
  });
  const quoted = Buffer.from("\xab CAF\xc9\xbb", "latin1");
  expect(await textOf("b.csv", quoted, "windows-1252")).toBe("« CAFÉ»");
});

it("takes no pipe, which would never open while nobody writes to it", async () => {
  const pipe = join(folder, "pipe.csv");
  execFileSync("mkfifo", [pipe]);
  const read = async () => {
    for await (const _ of readText(pipe, null)) break;
  };
  await expect(read()).rejects.toThrow("it is a pipe or a device: write it to a file first");
});

it("decompresses by the first bytes, whatever the name, members of one file in a row", async () => {
  expect(await textOf("renamed.csv", gzipSync(inWindows1252))).toBe(accents);
  const members = Buffer.concat([gzipSync("a\n"), gzipSync("b\n")]);
  expect(await textOf("file.csv.gz", members)).toBe("a\nb\n");
});

it.each<[string, string, Buffer, string]>([
  ["that ends in the middle", "cut.csv.gz", gzipSync(ascii).subarray(0, 200), "ends too early"],
  ["that is damaged", "bad.csv.gz", gzipSync(ascii).fill(7, 100, 120), "is damaged"],
  ["that is none", "plain.csv.gz", ascii, "it is not a gzip file"],
])("refuses a compressed file %s", async (_, name, bytes, expected) => {
  await expect(textOf(name, bytes)).rejects.toThrow(UnreadableFileError);
  await expect(textOf(name, bytes)).rejects.toThrow(expected);
});

it("refuses bytes that are not of the encoding announced", async () => {
  await expect(textOf("file.csv", inWindows1252, "utf-8")).rejects.toThrow(
    "not in the encoding that the mapping or its first bytes announce",
  );
});

it("says that a file is missing or a folder", async () => {
  const read = async (path: string) => {
    for await (const _ of readText(path, null)) break;
  };
  await expect(read(join(folder, "none.csv"))).rejects.toThrow("there is no such file");
  await expect(read(folder)).rejects.toThrow("it is a folder");
});
