import { csvLines } from "./csv-text.js";

const standard = { isFrench: false, language: "en" } as const;
const french = { isFrench: true, language: "fr" } as const;

it.each([
  ["=1+1", "'=1+1"],
  ["+33 1 64", "'+33 1 64"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t=1"],
  ["\r=1", `"'\r=1"`],
  ["\n=1", `"'\n=1"`],
  ["＝1+1", "'＝1+1"],
  ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
  ["a=1", "a=1"],
  [" =1", " =1"],
  ["Tour Nord, B", '"Tour Nord, B"'],
  ["two\nlines", '"two\nlines"'],
  ["one\rreturn", '"one\rreturn"'],
  ['dite "B"', '"dite ""B"""'],
])("writes the text %j as a text", (text, cell) => {
  expect(csvLines([[text, 1]], standard)).toBe(`${cell},1\r\n`);
});

it("writes numbers as numbers, and nothing as nothing", () => {
  expect(csvLines([[-1.5, 0, 0.25, -2, null]], standard)).toBe("-1.5,0,0.25,-2,\r\n");
  expect(csvLines([[-1.5, 0, 0.25, 1_000_000, null]], french)).toBe("-1,5;0;0,25;1000000;\r\n");
});

it("quotes the delimiter that is the file's own", () => {
  expect(csvLines([["a;b", "a,b"]], standard)).toBe('a;b,"a,b"\r\n');
  expect(csvLines([["a;b", "a,b"]], french)).toBe('"a;b";a,b\r\n');
});
