import { formatTable } from "./table.js";

interface Landlord {
  readonly name: string;
  readonly rows: number;
  readonly note: string;
}

const columns = [
  { title: "landlord", text: ({ name }: Landlord) => name },
  { title: "rows", text: ({ rows }: Landlord) => String(rows), isNumber: true },
  { title: "note", text: ({ note }: Landlord) => note },
];

it("aligns columns under their titles, numbers to the right", () => {
  const rows = [
    { name: "Lisière", rows: 12, note: "two\nlines" },
    { name: "Val de Brie", rows: 1_500, note: "" },
  ];
  expect(formatTable(rows, columns)).toBe(
    ["landlord     rows  note", "Lisière        12  two lines", "Val de Brie  1500"].join("\n"),
  );
});

it("cuts a value that would break the lines", () => {
  const rows = [{ name: "x".repeat(500), rows: 0, note: "" }];
  const [, line = ""] = formatTable(rows, columns).split("\n");
  expect(line).toBe(`${"x".repeat(59)}…     0`);
});
