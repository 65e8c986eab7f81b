import { runs } from "@palier/schema/testing";
import fc from "fast-check";
import { EncodingEvidence } from "./encoding-evidence.js";

function evidenceIn(bytes: Uint8Array, pieceBytes = bytes.length || 1) {
  const evidence = new EncodingEvidence();
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    evidence.add(bytes.subarray(at, at + pieceBytes));
  }
  return evidence.finish();
}

it("finds bytes that are no UTF-8 exactly where the platform's decoder does, in pieces of any size", () => {
  const isUtf8 = (bytes: Uint8Array) => {
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  };
  const likely = fc.constantFrom(0x0a, 0x41, 0x80, 0xa9, 0xbf, 0xc3, 0xe0, 0xe2, 0xed, 0xf0, 0xf4);
  const bytes = fc
    .array(fc.oneof(likely, fc.integer({ min: 0, max: 255 })), { maxLength: 12 })
    .map((values) => Uint8Array.from(values));
  fc.assert(
    fc.property(bytes, fc.integer({ min: 1, max: 4 }), (given, pieceBytes) => {
      const evidence = evidenceIn(given, pieceBytes);
      expect(evidence.otherLine === null).toBe(isUtf8(given));
      expect(evidence).toEqual(evidenceIn(given));
    }),
    { numRuns: runs(2_000) },
  );
});

it("names the first line in UTF-8 and the first that is none", () => {
  const bytes = Buffer.concat([
    Buffer.from("plain\nété\n"),
    Buffer.from("plain\nété\n", "latin1"),
    Buffer.from("été"),
  ]);
  expect(evidenceIn(bytes)).toEqual({ utf8Line: 2, otherLine: 4 });
});

it("takes a capital letter before a quotation mark in Windows-1252 for no UTF-8", () => {
  const bytes = Buffer.from("CAF\xc9\xbb\nD\xe9grad\xe9", "latin1");
  expect(evidenceIn(bytes)).toEqual({ utf8Line: null, otherLine: 2 });
});
