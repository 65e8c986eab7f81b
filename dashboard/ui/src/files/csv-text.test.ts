import { csvText, numberIn } from "./csv-text";

const [french, english] = [{ isFrench: true }, { isFrench: false }];

it("writes lines as French spreadsheets open them, and as all others do", () => {
  const rows = [
    ["Site", "Faits"],
    ["Les Ormes ; « B »", 1234.5],
  ];
  expect(csvText(rows, french)).toBe('\uFEFFSite;Faits\r\n"Les Ormes ; « B »";1234,5\r\n');
  expect(csvText(rows, english)).toBe('Site,Faits\r\n"Les Ormes ; « B »",1234.5\r\n');
});

it("doubles quotes, and keeps a cell of several lines in one", () => {
  expect(csvText([['dit "le B"\nau fond', "x"]], english)).toBe('"dit ""le B""\nau fond",x\r\n');
});

it.each([
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["+0,5 pt", '"\'+0,5 pt"'],
  ["-cmd", "'-cmd"],
  ["＝1", "'＝1"],
  ["Rue A, =1", '"Rue A, \'=1"'],
  ["Les Ormes", "Les Ormes"],
])("lets no spreadsheet compute %s", (text, written) => {
  expect(csvText([[text]], french)).toBe(`\uFEFF${written}\r\n`);
});

it("leaves numbers below zero as numbers", () => {
  expect(csvText([[-3, -0.5]], french)).toBe("\uFEFF-3;-0,5\r\n");
});

it.each([
  ["17\u202F200", 17200],
  ["+3", 3],
  ["\u22120,5", -0.5],
  ["0", 0],
  ["12,5\u202F%", "12,5%"],
  ["25\u00A0%", "25%"],
  ["au moins 12", "au moins 12"],
  ["secret", "secret"],
  ["5 sur 6", "5 sur 6"],
])("reads %s of a French page as a spreadsheet should", (text, cell) => {
  expect(numberIn(text, french)).toBe(cell);
});

it("reads an English page's numbers", () => {
  expect(["17,200", "34.1", "12.5%"].map((text) => numberIn(text, english))).toEqual([
    17200,
    34.1,
    "12.5%",
  ]);
});
