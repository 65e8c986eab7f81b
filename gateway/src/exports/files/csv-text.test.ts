import { csvLines } from "./csv-text.js";

const standard = { isFrench: false, language: "en" } as const;
const french = { isFrench: true, language: "fr" } as const;

it.each([
  ["=1+1", "'=1+1"],
  ["+33 1 64", "'+33 1 64"],
  ["-2+3", "'-2+3"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", "'\t'=1"],
  ["\r=1", `"'\r'=1"`],
  ["\n=1", `"'\n'=1"`],
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

/** As a spreadsheet reads a line: what follows the end of a quoted part is added to its cell. */
function cellsOf(text: string, delimiter: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (isQuoted && character === '"' && text[at + 1] === '"') {
      cell += character;
      at += 1;
    } else if (character === '"' && (isQuoted || cell === "")) {
      isQuoted = !isQuoted;
    } else if (!isQuoted && [delimiter, "\r", "\n"].includes(character)) {
      cells.push(cell);
      cell = "";
    } else {
      cell += character;
    }
  }
  return [...cells, cell];
}

const signs = ["=", "+", "-", "@", "＝", "＋", "－", "＠"];
const delimiters = [",", ";", "\t", "\r", "\n", "\r\n"];

describe.each([",", ";", "\t"])("where a spreadsheet splits at %j", (delimiter) => {
  it.each<[string, (sign: string, between: string) => string]>([
    ["after a delimiter", (sign, between) => `x${between}${sign}WEBSERVICE(A1)${between}y`],
    ["after white space", (sign, between) => `x${between} ${between} ${sign}WEBSERVICE(A1)`],
    ["after a quote", (sign, between) => `x${between}"${sign}WEBSERVICE(A1)${between}y"`],
    ["after quotes", (sign, between) => `x"${between} ""${sign}WEBSERVICE(A1)`],
    ["at the beginning", (sign, between) => `${between}${sign}WEBSERVICE(A1)`],
  ])("has no formula %s in a text", (_where, textOf) => {
    for (const text of signs.flatMap((sign) => delimiters.map((each) => textOf(sign, each)))) {
      for (const form of [standard, french]) {
        const cells = cellsOf(csvLines([["id", text, 1]], form), delimiter);
        for (const cell of cells) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠]/);
      }
    }
  });
});

it("leaves signs alone that no delimiter stands before", () => {
  const text = "Tour A-B, 3 + 4; a=b";
  expect(csvLines([[text]], standard)).toBe(`"${text}"\r\n`);
});
