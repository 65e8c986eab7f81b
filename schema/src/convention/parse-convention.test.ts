import { partnerKinds } from "../access/partner-kind.js";
import { templateTerms } from "../access/template.js";
import { writeConvention } from "../testing/write-convention.js";
import { InvalidConventionError, parseConvention } from "./parse-convention.js";

const convention = `format: 1
reference: essai
version: 1
title: Convention d'essai
validity: { from: 2026-01-01, until: 2028-12-31 }
grid: 1
publication: { from: 2023-11, until: 2026-10 }
territories:
  - { code: "77288", kind: COMMUNE, name: Melun, longitude: 2.66, latitude: 48.54 }
  - { code: "77285", kind: COMMUNE, name: Le Mée-sur-Seine }
  - { code: QP-1, kind: PRIORITY_DISTRICT, name: Plein Ciel, communes: ["77288", "77285"] }
landlords:
  - slug: lisiere
    name: Lisière Logement
    endpoint: http://127.0.0.1:4101/graphql
    correspondent: { role: Sûreté, email: surete@lisiere.example }
    stock:
      - { commune: "77288", dwellings: 900 }
      - { commune: "77288", priorityDistrict: QP-1, dwellings: 100 }
partners:
  - code: police
    kind: POLICE
    name: Commissariat
    correspondent: { role: Commissaire, email: police@partenaire.example }
    scope: ["77288", QP-1]
visibility: ${JSON.stringify(templateTerms.visibility)}
purposes: ${JSON.stringify(templateTerms.purposes)}
disclosure: ${JSON.stringify(templateTerms.disclosure)}
retention: ${JSON.stringify(templateTerms.retention)}
`;

/** The problems of the convention with one text replaced, as `line:column: message`. */
function problemsWith(from: string, to: string): string[] {
  expect(convention).toContain(from);
  try {
    parseConvention(convention.replace(from, to), "convention.yaml");
  } catch (error) {
    if (error instanceof InvalidConventionError) {
      return error.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
    }
    throw error;
  }
  return [];
}

it("reads every part", () => {
  const { territories, landlords, ...rest } = parseConvention(convention, "convention.yaml");
  expect(territories).toEqual([
    {
      code: "77288",
      kind: "COMMUNE",
      name: "Melun",
      communes: ["77288"],
      population: null,
      center: { longitude: 2.66, latitude: 48.54 },
    },
    {
      code: "77285",
      kind: "COMMUNE",
      name: "Le Mée-sur-Seine",
      communes: ["77285"],
      population: null,
      center: null,
    },
    {
      code: "QP-1",
      kind: "PRIORITY_DISTRICT",
      name: "Plein Ciel",
      communes: ["77288", "77285"],
      population: null,
      center: null,
    },
  ]);
  expect(landlords.map(({ slug, stock }) => [slug, stock])).toEqual([
    [
      "lisiere",
      [
        { commune: "77288", priorityDistrict: null, dwellings: 900 },
        { commune: "77288", priorityDistrict: "QP-1", dwellings: 100 },
      ],
    ],
  ]);
  expect(rest.publication).toEqual({ from: "2023-11", until: "2026-10" });
  expect(rest).toMatchObject(templateTerms);
});

it.each([
  ["an unknown key", "version: 1", "version: 1\nsecret: yes", '4:1: unknown key "secret"'],
  [
    "a missing key",
    "grid: 1\n",
    "",
    '1:1: "grid" is missing: the only version of the grid known is 1',
  ],
  [
    "an unknown kind",
    "kind: POLICE",
    "kind: SPY",
    `22:5: "kind": one of ${partnerKinds.join(", ")}`,
  ],
  [
    "a day that does not exist",
    "2028-12-31",
    "2028-02-30",
    '5:31: "until": write a day that exists as YYYY-MM-DD, e.g. 2026-01-31',
  ],
  [
    "an unquoted INSEE code",
    'commune: "77288", dwellings: 900',
    "commune: 77288, dwellings: 900",
    '18:11: "commune": write an INSEE code in quotes, e.g. "77288"',
  ],
  [
    "no dwellings",
    "dwellings: 900",
    "dwellings: 0",
    '18:29: "dwellings": declare at least one dwelling',
  ],
  [
    "validity that ends before it begins",
    "until: 2028-12-31",
    "until: 2025-12-31",
    "5:31: ends before it begins",
  ],
  [
    "an unknown commune",
    'communes: ["77288", "77285"]',
    'communes: ["77288", "99999"]',
    '11:82: no territory of kind COMMUNE has the code "99999"',
  ],
  [
    "stock in an unknown district",
    "priorityDistrict: QP-1",
    "priorityDistrict: QP-2",
    '19:29: no territory of kind PRIORITY_DISTRICT has the code "QP-2" and holds commune "77288"',
  ],
  [
    "stock declared twice",
    "priorityDistrict: QP-1, ",
    "",
    "19:9: this part of the stock is declared twice: add them up",
  ],
  [
    "a scope that no territory has",
    '["77288", QP-1]\n',
    '["77288", QP-9]\n',
    '25:22: no territory has the code "QP-9"',
  ],
  ["a territory twice", 'code: "77285"', 'code: "77288"', '10:7: "77288" stands here twice'],
  [
    "a slug that is no name",
    "slug: lisiere",
    "slug: Lisière",
    expect.stringContaining('13:5: "slug": lower-case letters'),
  ],
])("refuses %s at its place", (_, from, to, problem) => {
  expect(problemsWith(from, to)).toContainEqual(problem);
});

const added = `grid: 1
categories:
  - { code: BICYCLE_DUMPING, family: INCIVILITY, label: { fr: Vélos abandonnés, en: Abandoned bicycles } }
`;

it("reads the categories that it adds to the nomenclature, none unless it says so", () => {
  expect(parseConvention(convention, "c.yaml")).not.toHaveProperty("categories");
  expect(parseConvention(convention.replace("grid: 1\n", added), "c.yaml").categories).toEqual([
    {
      code: "BICYCLE_DUMPING",
      family: "INCIVILITY",
      label: { fr: "Vélos abandonnés", en: "Abandoned bicycles" },
    },
  ]);
});

it.each([
  [
    "a code of the shared nomenclature",
    ["BICYCLE_DUMPING", "ARSON"],
    "8:7: category ARSON belongs to the shared nomenclature (DAMAGE) and cannot be redefined; give yours another code",
  ],
  [
    "a code that is no word",
    ["BICYCLE_DUMPING", "Vélos"],
    '8:7: "code": write upper-case words joined by underscores, e.g. "FLY_TIPPING"',
  ],
  [
    "a family that the grid does not weigh",
    ["INCIVILITY", "BICYCLES"],
    '8:30: category BICYCLE_DUMPING names an unknown family "BICYCLES"; the families are INCIVILITY, DAMAGE, THREAT, VIOLENCE, TRAFFICKING, OBSTRUCTION, PROPERTY',
  ],
  [
    "a category without a family",
    ["family: INCIVILITY, ", ""],
    expect.stringMatching(/^8:5: "family" is missing/),
  ],
  [
    "a label in one language",
    [", en: Abandoned bicycles", ""],
    '8:50: "en" is missing: write a text',
  ],
  [
    "an empty label",
    ["Abandoned bicycles", '""'],
    expect.stringMatching(/^8:\d+: "en": write a text that is not empty$/),
  ],
  [
    "a label that means another category",
    ["Vélos abandonnés", "cambriolâge"],
    '8:50: "cambriolâge" means BURGLARY already (case and accents aside); give BICYCLE_DUMPING another label',
  ],
  [
    "no category under the key",
    [/ {2}- .*\n/, "  []\n"],
    '7:1: "categories": name at least one category, or leave `categories` out',
  ],
] as const)("refuses in the categories %s, at its place", (_, [from, to], problem) => {
  expect(problemsWith("grid: 1\n", added.replace(from, to))).toContainEqual(problem);
});

it("refuses one code for two categories, and more categories than a nomenclature has", () => {
  const line = (code: string, label: string) =>
    `  - { code: ${code}, family: DAMAGE, label: { fr: ${label}, en: ${label} } }\n`;
  expect(problemsWith("grid: 1\n", `${added}${line("BICYCLE_DUMPING", "Vélos")}`)).toEqual([
    "9:7: category BICYCLE_DUMPING is added twice",
  ]);
  const many = Array.from({ length: 51 }, (_, index) => line(`OWN_${index}`, `Nature ${index}`));
  expect(problemsWith("grid: 1\n", `grid: 1\ncategories:\n${many.join("")}`)).toEqual([
    '7:1: "categories": add at most 50 categories',
  ]);
});

it("reads a landlord's key, and refuses one that is none or another landlord's", () => {
  const key = `key: ${"A".repeat(43)}`;
  const endpoint = "endpoint: http://127.0.0.1:4101/graphql";
  const parsed = parseConvention(convention.replace(endpoint, `${endpoint}\n    ${key}`), "c.yaml");
  expect(parsed.landlords[0]?.key).toBe("A".repeat(43));
  expect(problemsWith(endpoint, `${endpoint}\n    key: AAAA`)).toEqual([
    '16:5: "key": write an Ed25519 public key: 43 characters of base64url (the JWK\'s `x`)',
  ]);
  const two = `${endpoint}
    ${key}
    correspondent: { role: R, email: r@b.example }
    stock: [{ commune: "77285", dwellings: 1 }]
  - slug: brie
    name: Brie
    ${endpoint}
    ${key}`;
  expect(problemsWith(endpoint, two)).toEqual(['22:5: is the key of "lisiere" already']);
});

it("reads a partner's key, which may be no other party's", () => {
  const code = "  - code: police\n";
  const key = `key: ${"A".repeat(43)}`;
  const { partners } = parseConvention(
    convention.replace(code, `${code}    ${key}\n`),
    "convention.yaml",
  );
  expect(partners[0]?.key).toBe("A".repeat(43));
  const shared = `    ${key}\npartners:\n${code}    ${key}\n`;
  expect(problemsWith(`partners:\n${code}`, shared)).toEqual([
    '23:5: is the key of "lisiere" already',
  ]);
});

it("reads how far figures may differ from a declared stock, and its sales and purchases", () => {
  const stock = [
    {
      commune: "77288",
      dwellings: 138,
      changes: [
        { from: "2026-03", dwellings: 100 },
        { from: "2026-06", dwellings: 180 },
      ],
    },
  ];
  const { convention } = writeConvention({
    stockTolerance: 0.05,
    landlords: [{ slug: "lisiere", stock }],
  });
  expect(convention.stockTolerance).toBe(0.05);
  expect(convention.landlords[0]?.stock).toEqual([{ ...stock[0], priorityDistrict: null }]);
  const plain = writeConvention().convention;
  expect("stockTolerance" in plain).toBe(false);
  expect("changes" in (plain.landlords[0]?.stock[0] ?? {})).toBe(false);
});

const publicTerm = { grain: "COMMUNE", threshold: 10, rounding: 5 };

it("reads what anybody may read, and leaves it out of a convention without it", () => {
  const publicFigures = { grain: "PRIORITY_DISTRICT", threshold: 15, rounding: 5 };
  expect(writeConvention({ publicFigures }).convention.publicFigures).toEqual(publicFigures);
  expect("publicFigures" in writeConvention().convention).toBe(false);
});

it.each<[string, Record<string, unknown>, string]>([
  [
    "public numbers below ten",
    { publicFigures: { ...publicTerm, threshold: 5 } },
    "write 10 to 100",
  ],
  [
    "a threshold that rounding leads below",
    { publicFigures: { ...publicTerm, threshold: 12 } },
    "in steps of 5",
  ],
  [
    "public figures of sites",
    { publicFigures: { ...publicTerm, grain: "SITE" } },
    "one of COMMUNE",
  ],
  ["public figures hardly rounded", { publicFigures: { ...publicTerm, rounding: 2 } }, "write 5"],
  ["a tolerance above one", { stockTolerance: 10 }, "write a share from 0 to 1, e.g. 0.1"],
  ["a negative tolerance", { stockTolerance: -0.1 }, "write a share from 0 to 1, e.g. 0.1"],
  [
    "changes that are not in order",
    changesOf(["2026-06", 10], ["2026-06", 20]),
    "comes after 2026-06: the earliest first",
  ],
  ["a change of no month", changesOf(["2026-13", 10]), "write a month as YYYY-MM"],
  ["a negative stock", changesOf(["2026-06", -1]), "write no fewer than none"],
])("refuses %s", (_what, changes, problem) => {
  expect(() => writeConvention(changes)).toThrow(problem);
});

function changesOf(...changes: [from: string, dwellings: number][]) {
  const declared = changes.map(([from, dwellings]) => ({ from, dwellings }));
  const stock = [{ commune: "77288", dwellings: 5, changes: declared }];
  return { landlords: [{ slug: "lisiere", stock }] };
}

it("reads which partner may ask registered operations only, and leaves unsaid what is", () => {
  const { partners } = parseConvention(
    convention.replace("kind: POLICE", "kind: POLICE\n    documents: registered"),
    "convention.yaml",
  );
  expect(partners.map(({ documents }) => documents)).toEqual(["registered"]);
  const plain = parseConvention(convention, "convention.yaml").partners;
  expect(plain.some((partner) => "documents" in partner)).toBe(false);
});

it("refuses another word for it, with those that there are", () => {
  expect(problemsWith("kind: POLICE", "kind: POLICE\n    documents: trusted")).toEqual([
    '23:5: "documents": one of any, registered; left out, it is any',
  ]);
});

it("grants nothing by omission: the access terms are part of every convention", () => {
  expect(problemsWith("visibility: {", "visibilite: {")).toEqual([
    expect.stringMatching(/^1:1: "visibility" is missing: one entry a row: territory-figures, /),
    '26:1: unknown key "visibilite"; did you mean "visibility"?',
  ]);
});

it("lists all problems at once, in the order of the file", () => {
  try {
    parseConvention(
      convention.replace("grid: 1", "grid: 2").replace("kind: POLICE", "kind: X"),
      "c.yaml",
    );
    throw new Error("not refused");
  } catch (error) {
    expect((error as Error).message.split("\n")).toEqual([
      "The convention cannot be used:",
      'c.yaml:6:1: "grid": the only version of the grid known is 1',
      `c.yaml:22:5: "kind": one of ${partnerKinds.join(", ")}`,
    ]);
  }
});

it("tells the first problems of a file that is wrong throughout, and how many more there are", () => {
  const scope = Array.from({ length: 50 }, (_, index) => `QP-${index + 100}`).join(", ");
  const problems = problemsWith('["77288", QP-1]\n', `[${scope}]\n`);
  expect(problems).toHaveLength(21);
  expect(problems[0]).toBe('25:13: no territory has the code "QP-100"');
  expect(problems[20]).toMatch(/^25:\d+: and 30 more problems$/);
});

it("refuses what is no YAML at its place", () => {
  expect(problemsWith("title: Convention d'essai", "title: [")).toEqual([
    expect.stringMatching(/^\d+:\d+: /),
  ]);
});

it("says of an empty file that it holds no convention", () => {
  expect(() => parseConvention("", "convention.yaml")).toThrow(
    "convention.yaml:1:1: the file holds no convention; it begins with `format: 1`",
  );
});

it("names a broker by its address and its host, and refuses half of it", () => {
  const broker = { issuer: "https://identite.example", host: "Coordination" };
  expect(writeConvention({ broker }).convention.broker).toEqual(broker);
  expect(() => writeConvention({ broker: { issuer: "identite" } })).toThrow(
    /"host" is missing: write a text\n.*"issuer": write the address of the broker, https/,
  );
});
