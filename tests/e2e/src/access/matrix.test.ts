import { type PartnerKind, partnerKinds, typePrefix } from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { agglomeration, dammarie, district, melun, partners, slugs } from "./access-convention.js";
import { type GraphFields, graphFields } from "./graph-fields.js";
import { type Cell, cellOf, entryOf, matrixEntries } from "./matrix.js";
import { leavePastAccess } from "./past-access.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "./platform.js";
import {
  type AskedPlace,
  keysTo,
  type Question,
  questionForAll,
  saysAbsent,
  valuesAt,
} from "./ways.js";

/**
 * Every field × kind of partner × inside and outside the scope, through the gateway: at once what one type has and the
 * matrix says the same of. Each by itself is asked through our gateway and another in `hive/hive-gateway`, in turns.
 */

let platform: AccessPlatform;
let fields: GraphFields;

beforeAll(async () => {
  platform = await startAccessPlatform();
  await leavePastAccess(platform);
  fields = graphFields(platform.supergraph);
});
afterAll(() => platform.stop());

/** Of the landlord whose own type it is, or of any for what the landlords share. */
const siteOf = (coordinate: string, reference: string) => {
  const owner = slugs.find((slug) => coordinate.startsWith(typePrefix(slug)));
  return `${owner ?? "lisiere"}:${reference}`;
};
const territoriesOutside = [dammarie, agglomeration, district];

const ask = (
  kind: PartnerKind,
  { query, keys: [root = ""] }: Question,
  place: AskedPlace,
  stated = "",
) =>
  platform.ask(partners[kind], query, {
    variables: { [root]: place[root as keyof AskedPlace] },
    ...(stated !== "" && { purpose: stated }),
  });

it("has a cell for every field of the graph, and none for anything else", () => {
  const named = (isHidden: boolean) =>
    matrixEntries.filter((entry) => (cellOf(entry, "POLICE") === "gateway") === isHidden);
  const entries = (coordinates: readonly string[]) => [...new Set(coordinates.map(entryOf))];
  expect(entries(fields.api).sort()).toEqual(named(false).sort());
  expect(entries(fields.inaccessible).sort()).toEqual(named(true).sort());
});

/** A field that the convention denies on the way is named; nothing is fetched. */
function expectDenied({ status, errors, data }: AccessAnswer, denied: readonly string[]): void {
  const [error, ...others] = errors ?? [];
  expect([status, data, others]).toEqual([403, undefined, []]);
  const named = error?.extensions?.fields as readonly { readonly field: string }[];
  expect(named.map(({ field }) => field).sort()).toEqual([...denied].sort());
}

/** Fields that one question asks for: of one type, alike in what tells them apart. */
function groupsOf(
  coordinates: readonly string[],
  distinction: (coordinate: string) => string,
): readonly (readonly string[])[] {
  const groups = new Map<string, string[]>();
  for (const coordinate of coordinates) {
    const [type = ""] = coordinate.split(".");
    // Each field of the root is a root of its own.
    const owner = type === "Query" ? coordinate : type;
    const name = `${owner} ${saysAbsent(coordinate)} ${distinction(coordinate)}`;
    groups.set(name, [...(groups.get(name) ?? []), coordinate]);
  }
  return [...groups.values()];
}

/** @param asked of one cell of the matrix. */
async function expectCell(asked: readonly string[], kind: PartnerKind): Promise<void> {
  const [first = ""] = asked;
  const question = questionForAll(asked, fields.schema);
  const onTheWay = (cell: string) =>
    question.coordinates.filter((each) => cellOf(each, kind) === cell);
  const [no, bound] = [onTheWay("no"), onTheWay("purpose")];
  const inside = { territory: melun, site: siteOf(first, "HARD") };
  const plain = await ask(kind, question, inside);
  if (no.length > 0 || bound.length > 0) {
    expectDenied(plain, [...no, ...bound]);
    const code = no.length > 0 ? "FORBIDDEN" : "PURPOSE_REQUIRED";
    expect(plain.errors?.[0]?.extensions?.code).toBe(code);
  }
  const answer =
    bound.length > 0 ? await ask(kind, question, inside, purposesByHand[kind][0]) : plain;
  if (no.length > 0) return expectDenied(answer, no);
  const { errors, status, data } = answer;
  expect([status, errors]).toEqual([200, undefined]);
  const cell = cellOf(first, kind);
  for (const coordinate of asked) {
    const values = valuesAt(data, keysTo(question, coordinate));
    await told([coordinate], () => expectValues(coordinate, cell, values));
  }
  if (cell !== "level3") return;
  const ofCalmSite = await ask(kind, question, { ...inside, site: siteOf(first, "QUIET") });
  const calmValues = asked.map((each) => valuesAt(ofCalmSite.data, keysTo(question, each)));
  expect([calmValues, ofCalmSite.errors]).toEqual([asked.map(() => [null]), undefined]);
}

function expectValues(coordinate: string, cell: Cell, values: readonly unknown[]): void {
  expect(values.length).toBeGreaterThan(isWhole(coordinate) ? -1 : 0);
  const isNull = values.map((value) => value === null);
  if (cell === "withheld") {
    expect(isNull).toContain(true);
    const small = values.filter((value) => typeof value === "number" && value > 0 && value < 5);
    if (coordinate.endsWith(".count")) expect(small).toEqual([]);
  } else if (!isWhole(coordinate)) {
    expect(new Set(isNull)).toEqual(new Set([cell === "unknown"]));
  }
}

/** The plan waits for no month to be closed: every landlord brings its part, and none is missing. */
function isWhole(coordinate: string): boolean {
  return coordinate === "ActionConnection.missing";
}

/** The root field of a question is null, as for a code or id that nobody has. */
async function expectAbsent(
  asked: readonly string[],
  kind: PartnerKind,
  territory: string,
): Promise<void> {
  const [first = ""] = asked;
  const question = questionForAll(asked, fields.schema);
  const [root = ""] = question.keys;
  if (root !== "territory" && root !== "site") return;
  if (question.coordinates.some((each) => cellOf(each, kind) === "no")) return;
  const place = { territory, site: siteOf(first, "FAR") };
  const absent = { territory: "99999", site: siteOf(first, "NOWHERE") };
  const [outsideAnswer, absentAnswer] = [
    await ask(kind, question, place, purposesByHand[kind][0]),
    await ask(kind, question, absent, purposesByHand[kind][0]),
  ];
  // What only names the type is told without asking the landlord, of any id.
  if (question.keys.length > 1) expect(outsideAnswer.data).toEqual({ [root]: null });
  expect({ ...outsideAnswer, raw: "" }).toEqual({ ...absentAnswer, raw: "" });
}

describe.each(partnerKinds)("%s", (kind) => {
  it("is shown each field inside its scope as the matrix says", async () => {
    for (const asked of groupsOf(fields.api, (each) => cellOf(each, kind)))
      await told(asked, () => expectCell(asked, kind));
  }, 180_000);

  it("finds nothing outside its scope, in the words for what does not exist", async () => {
    const isDenied = (coordinate: string) => String(cellOf(coordinate, kind) === "no");
    for (const [index, asked] of groupsOf(fields.api, isDenied).entries()) {
      const territory = territoriesOutside[index % territoriesOutside.length] ?? dammarie;
      await told(asked, () => expectAbsent(asked, kind, territory));
    }
  }, 180_000);
});

/** Names the fields in a failure. */
async function told(asked: readonly string[], expectation: () => unknown): Promise<void> {
  try {
    await expectation();
  } catch (cause) {
    throw new Error(`${asked.join(", ")}: ${String(cause)}`, { cause });
  }
}
