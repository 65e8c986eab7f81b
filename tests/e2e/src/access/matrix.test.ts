import { type PartnerKind, partnerKinds, typePrefix } from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { agglomeration, dammarie, district, melun, partners, slugs } from "./access-convention.js";
import { type GraphFields, graphFields } from "./graph-fields.js";
import { cellOf, entryOf, matrixEntries } from "./matrix.js";
import { leavePastAccess } from "./past-access.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "./platform.js";
import { type AskedPlace, type Question, questionFor, valuesAt } from "./ways.js";

/** Every field × kind of partner × inside and outside the scope, through the gateway. */

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

async function expectCell(coordinate: string, kind: PartnerKind): Promise<void> {
  const question = questionFor(coordinate, fields.schema);
  const onTheWay = (cell: string) =>
    question.coordinates.filter((each) => cellOf(each, kind) === cell);
  const [no, bound] = [onTheWay("no"), onTheWay("purpose")];
  const inside = { territory: melun, site: siteOf(coordinate, "HARD") };
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
  const values = valuesAt(data, question.keys);
  expect(values.length).toBeGreaterThan(isWhole(coordinate) ? -1 : 0);
  const cell = cellOf(coordinate, kind);
  const isNull = values.map((value) => value === null);
  if (cell === "withheld") {
    expect(isNull).toContain(true);
    const small = values.filter((value) => typeof value === "number" && value > 0 && value < 5);
    if (coordinate.endsWith(".count")) expect(small).toEqual([]);
  } else if (!isWhole(coordinate)) {
    expect(new Set(isNull)).toEqual(new Set([cell === "unknown"]));
  }
  if (cell !== "level3") return;
  const ofCalmSite = await ask(kind, question, { ...inside, site: siteOf(coordinate, "QUIET") });
  expect([valuesAt(ofCalmSite.data, question.keys), ofCalmSite.errors]).toEqual([
    [null],
    undefined,
  ]);
}

/** The plan waits for no month to be closed: every landlord brings its part, and none is missing. */
function isWhole(coordinate: string): boolean {
  return coordinate === "ActionConnection.missing";
}

/** The root field of a question is null, as for a code or id that nobody has. */
async function expectAbsent(
  coordinate: string,
  kind: PartnerKind,
  territory: string,
): Promise<void> {
  const question = questionFor(coordinate, fields.schema);
  const [root = ""] = question.keys;
  if (root !== "territory" && root !== "site") return;
  if (question.coordinates.some((each) => cellOf(each, kind) === "no")) return;
  const place = { territory, site: siteOf(coordinate, "FAR") };
  const absent = { territory: "99999", site: siteOf(coordinate, "NOWHERE") };
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
    for (const coordinate of fields.api) await told(coordinate, expectCell(coordinate, kind));
  }, 180_000);

  it("finds nothing outside its scope, in the words for what does not exist", async () => {
    for (const [index, coordinate] of fields.api.entries()) {
      const territory = territoriesOutside[index % territoriesOutside.length] ?? dammarie;
      await told(coordinate, expectAbsent(coordinate, kind, territory));
    }
  }, 180_000);
});

/** Names the field in a failure. */
async function told(coordinate: string, expectation: Promise<void>): Promise<void> {
  await expectation.catch((cause: unknown) => {
    throw new Error(`${coordinate}: ${String(cause)}`, { cause });
  });
}
