import { gunzipSync } from "node:zlib";
import { encodeFile } from "./encode-file.js";

const plain = {
  encoding: "utf-8",
  delimiter: ",",
  newline: "\n",
  quotes: "NEEDED",
  gzip: false,
} as const;

it("quotes what would break a row, and nothing else", () => {
  const bytes = encodeFile([["a", "b,c", 'd "e"', "f\ng"]], plain);
  expect(bytes.toString()).toBe('a,"b,c","d ""e""","f\ng"\n');
});

it("quotes everything where the landlord does", () => {
  const rows = [["a", ""]];
  expect(encodeFile(rows, { ...plain, quotes: "ALL", newline: "\r\n" }).toString()).toBe(
    '"a",""\r\n',
  );
});

it("writes Windows-1252, a byte an accent", () => {
  const bytes = encodeFile([["Gravité", "l’Orme"]], { ...plain, encoding: "windows-1252" });
  expect([...bytes]).toEqual([...Buffer.from("Gravité,l\x92Orme\n", "latin1")]);
});

it("refuses what Windows-1252 here has no byte for", () => {
  expect(() => encodeFile([["→"]], { ...plain, encoding: "windows-1252" })).toThrow('"→"');
});

it("begins UTF-16 and marked UTF-8 with a byte-order mark", () => {
  expect(encodeFile([["é"]], { ...plain, encoding: "utf-16" })).toEqual(
    Buffer.from([0xff, 0xfe, 0xe9, 0x00, 0x0a, 0x00]),
  );
  expect(encodeFile([["é"]], { ...plain, encoding: "utf-8-bom" })).toEqual(
    Buffer.from([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0x0a]),
  );
});

it("compresses where the landlord does", () => {
  const bytes = encodeFile([["a"]], { ...plain, gzip: true });
  expect(gunzipSync(bytes).toString()).toBe("a\n");
});
