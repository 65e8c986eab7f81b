import { nomenclature1 } from "@palier/schema";
import fc from "fast-check";
import { draftMapping } from "./draft-mapping.js";
import { parseMapping } from "./mapping/read-mapping.js";
import { ImportRefusedError } from "./report/bad-row.js";
import { ImportStore } from "./testing/import-store.fixture.js";
import { writtenWorkbook } from "./testing/written-workbook.js";

let at: ImportStore;
beforeAll(async () => {
  at = await ImportStore.open();
});
afterAll(() => at.close());

const clock = () => new Date("2026-11-22T10:00:00Z");

async function drafted(text: string) {
  const draft = await draftMapping(at.store, await at.file("incidents.csv", text), { clock });
  return { ...draft, mapping: parseMapping(draft.text, "draft.yaml", nomenclature1) };
}

it("drafts a mapping that reads a French file but for the questions it names (issue 11)", async () => {
  const text =
    "Registre 2026;;;;;;;\n" +
    "N° d'incident;Date de survenance;Type d'incident;Localisation;Résidence;Niveau de gravité;Observations;Zone\n" +
    "1;05/02/2026;Dealers de stupéfiants;parkin;Les Tilleuls;2;rien;A\n" +
    "2;06/02/2026;Divers;hall;le parc;forte;vu;B\n3;17/02/2026;Divers;hall;Le Parc;1;;A\n";
  const { mapping, text: yaml, questions } = await drafted(text);
  const names = [...mapping.columns].map(([field, choices]) => [field, choices[0]?.names[0]]);
  expect(Object.fromEntries(names)).toEqual({
    reference: "N° d'incident",
    day: "Date de survenance",
    category: "Type d'incident",
    place: "Localisation",
    severity: "Niveau de gravité",
    narrative: "Observations",
  });
  expect(mapping.headerLine).toBe(2);
  expect(mapping.site).toMatchObject({ columns: [{ names: ["Résidence"] }], match: "name" });
  expect(mapping.places).toEqual(new Map([["parkin", "CAR_PARK"]]));
  expect(yaml).toContain('# Not read: "Zone"');
  // What is near is named with its code and its French name, and is no guess.
  expect(yaml).toMatch(
    /# "Dealers de stupéfiants": # 1 row; near: DRUG_DEALING "Point de vente de stupéfiants" or /,
  );
  expect(questions.map((question) => /"[^"]*"/.exec(question)?.[0])).toEqual([
    ...['"Divers"', '"Dealers de stupéfiants"', '"forte"'],
  ]);
});

it("asks how days are written where nothing decides, and which columns are meant where none seems to be", async () => {
  const doubtful = await drafted("Date;Nature;Site\n2/3/2026 1:00 PM;NOISE;RES-001\n");
  expect(doubtful.questions[0]).toContain("How are days written?");
  expect(doubtful.mapping.site.match).toBe("reference");
  const nothing = await draftMapping(at.store, await at.file("x.csv", "A;B\n1;2\n"), { clock });
  expect(nothing.questions).toHaveLength(3);
});

it("refuses a file that cannot be read", async () => {
  await expect(drafted("")).rejects.toThrow(ImportRefusedError);
});

it.each(["", " \n", "\u0085", "\u200b", "\u2028\u2800"])(
  "asks what stands in a column whose name nobody can see",
  async (name) => {
    const { mapping, questions } = await drafted(
      `Date;Nature;Site;"${name}"\n05/02/2026;NOISE;;RES-001\n`,
    );
    expect(mapping.site.columns[0]?.names).toEqual(["Site"]);
    expect(questions).toContain(
      "What stands in column 4? Nothing reads it until the header names it.",
    );
  },
);

it("asks which of several columns of one name is meant, and looks at the first", async () => {
  const { mapping, questions } = await drafted(
    "Date;Nature;Site;Date;Zone;Zone\n25/02/2026;NOISE;RES-001;2/3/2026 1:00 PM;a;b\n",
  );
  expect(mapping.dates).toBeNull();
  expect(questions).toEqual([
    'Which of the 2 columns "Date" is meant? An import reads none until each has a name of its own.',
  ]);
});

it.each(["xlsx", "ods"] as const)("drafts for the sheet of an %s that it is told", async (form) => {
  const faits = [
    ["Registre 2026"],
    [],
    ["Date", "Nature", "Site"],
    ["05/02/2026", "NOISE", "RES-001"],
  ];
  const book = writtenWorkbook({ Listes: [["Natures"], ["Tapage"]], Faits: faits }, form);
  const path = await at.file(`2026.${form}`, book);
  await expect(draftMapping(at.store, path, { clock })).rejects.toThrow(ImportRefusedError);
  const { text, questions } = await draftMapping(at.store, path, { sheet: "faits", clock });
  expect(questions).toEqual([]);
  const mapping = parseMapping(text, "draft.yaml", nomenclature1);
  expect([mapping.sheet, mapping.headerLine]).toEqual(["faits", 3]);
  expect(await at.importFiles([path], { mapping })).toMatchObject({ rowsRead: 1 });
});

it("drafts for objects by their names", async () => {
  const rows = [{ Date: "05/02/2026", Nature: "NOISE", Site: "RES-001" }];
  const path = await at.file("2026.json", JSON.stringify(rows));
  expect((await draftMapping(at.store, path, { clock })).text).toContain('day: "Date"');
});

it("names a column by all of its characters", async () => {
  const { mapping } = await drafted(
    'Date;Nature;"\u0085code\u2028\u009bsite"\n05/02/2026;NOISE;RES-001\n',
  );
  expect(mapping.site.columns[0]?.names).toEqual(["\u0085code\u2028\u009bsite"]);
});

it("drafts of any file a mapping that can be read, whatever stands in it", async () => {
  const odd = fc.constantFrom(
    '"',
    "\n",
    "\r",
    "\u2028",
    "#",
    ": ",
    "~",
    "{",
    "- ",
    "é",
    "\\",
    "'",
    "\u0085",
  );
  const cell = fc.oneof(
    fc
      .array(fc.oneof(odd, fc.string({ maxLength: 4 })), { maxLength: 4 })
      .map((parts) => parts.join("")),
    fc.constantFrom("hall", "NOISE", "05/02/2026", "RES-001", "Le Parc", "nuit"),
  );
  const written = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const fixed = ["Date", "Nature", "Lieu", "Site"];
  await fc.assert(
    fc.asyncProperty(
      cell,
      fc.array(fc.tuple(cell, cell, cell, cell, cell), { minLength: 1, maxLength: 5 }),
      async (more, rows) => {
        const header = [...fixed, more].map(written).join(";");
        const lines = rows.map((cells) => ["05/02/2026", ...cells.slice(1)].map(written).join(";"));
        const text = `${[header, ...lines].join("\n")}\n`;
        const draft = await draftMapping(at.store, await at.file("any.csv", text), { clock }).catch(
          (error: unknown) => {
            // What no CSV reader reads.
            if (error instanceof ImportRefusedError) return null;
            throw error;
          },
        );
        // A column of nothing but sites is taken for theirs, and the question is asked.
        if (draft === null || draft.questions.some((asked) => asked.startsWith("Which column")))
          return;
        const mapping = parseMapping(draft.text, "draft.yaml", nomenclature1);
        expect(mapping.columns.get("day")?.[0]?.names).toEqual(["Date"]);
        expect(mapping.columns.get("category")?.[0]?.names).toEqual(["Nature"]);
      },
    ),
    {
      numRuns: 100,
      examples: [["\u0085", [["", "", "", "", "RES-001"]]]],
    },
  );
});
