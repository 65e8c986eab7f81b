import {
  classificationSdl,
  conventionSdl,
  landlordSdl,
  type PartnerKind,
  partnerKinds,
} from "@palier/schema";
import { purposesByHand } from "@palier/schema/testing";
import { dammarie, melun, slugs } from "../access/access-convention.js";
import { type GraphFields, graphFields } from "../access/graph-fields.js";
import { cellOf } from "../access/matrix.js";
import { leavePastAccess } from "../access/past-access.js";
import { type AccessAnswer, type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { type AskedPlace, valuesAt } from "../access/ways.js";
import { StolenGateway } from "./stolen-gateway.js";
import { type AskedSubgraph, fieldsIn, straightQuestion } from "./straight-question.js";

/** The matrix once more, asked of the subgraphs themselves with well-signed visas: they need no gateway. */

let platform: AccessPlatform;
let stolen: StolenGateway;
let fields: GraphFields;

beforeAll(async () => {
  platform = await startAccessPlatform();
  await leavePastAccess(platform);
  stolen = await StolenGateway.of(platform);
  fields = graphFields(platform.supergraph);
});
afterAll(() => platform.stop());

const inside: AskedPlace = { territory: melun, site: "lisiere:HARD" };
const calm: AskedPlace = { territory: melun, site: "lisiere:QUIET" };
const outside: AskedPlace = { territory: dammarie, site: "lisiere:FAR" };
const absent: AskedPlace = { territory: "99999", site: "lisiere:NOWHERE" };

const contracts: Readonly<Record<AskedSubgraph, string>> = {
  lisiere: landlordSdl("lisiere"),
  convention: conventionSdl(slugs),
  classification: classificationSdl(slugs),
};

/** The landlord's own types stand for those of all landlords. */
const ofLisiere = (coordinate: string) => !/^(Orme|ValDeBrie)/.test(coordinate);

/** Every field as every kind takes two minutes: each field is asked as two kinds of the five, in turns. */
const isWhole = process.env.PALIER_TURN === "whole";

function coordinatesOf(subgraph: AskedSubgraph, kind: PartnerKind): readonly string[] {
  const turn = partnerKinds.indexOf(kind);
  const isItsTurn = (place: number) =>
    [0, 2].some((more) => (place + more) % partnerKinds.length === turn);
  return fieldsIn(contracts[subgraph])
    .filter(ofLisiere)
    .filter((_, place) => isWhole || isItsTurn(place));
}

async function expectCell(subgraph: AskedSubgraph, coordinate: string, kind: PartnerKind) {
  const question = straightQuestion(subgraph, coordinate, fields.schema);
  const body = question.body(inside);
  const cells = question.coordinates.map((each) => cellOf(each, kind));
  const isRefused = cells.includes("no") || cells.includes("gateway");
  const isBound = cells.includes("purpose");
  const values = ({ data }: AccessAnswer) => valuesAt(data, question.keys);
  const expectNothing = (answer: AccessAnswer, codes: readonly string[]) => {
    expect(new Set(values(answer))).toEqual(new Set([null]));
    expect(codes).toEqual(expect.arrayContaining(codesIn(answer)));
    expect(codesIn(answer).length).toBeGreaterThan(0);
    // Their names are no partner's to know; a path holds what the asker wrote itself.
    const messages = answer.errors?.map(({ message }) => message).join() ?? "";
    if (cells.includes("gateway")) expect(messages).not.toMatch(/contribution|lookup|tall|pages/i);
  };
  const session = await stolen.headers(subgraph, kind, { purpose: purposesByHand[kind][0] });
  const plain = await stolen.ask(subgraph, body, session);
  if (isBound || isRefused) expectNothing(plain, ["FORBIDDEN", "PURPOSE_REQUIRED"]);
  const answer = isBound
    ? await stolen.ask(subgraph, body, await stolen.bound(subgraph, kind, body))
    : plain;
  if (isRefused) return expectNothing(answer, ["FORBIDDEN"]);
  expect(answer.errors).toBeUndefined();
  // Classification adds up what it is told, and is told no small number.
  const cell = subgraph === "classification" ? "yes" : cells.at(-1);
  const isNull = values(answer).map((value) => value === null);
  if (cell === "withheld") {
    expect(isNull).toContain(true);
    expect(values(answer).filter((value) => Number(value) > 0 && Number(value) < 5)).toEqual([]);
  } else expect(new Set(isNull)).toEqual(new Set([false]));
  if (!cells.includes("level3")) return;
  const ofCalmSite = await stolen.ask(subgraph, question.body(calm), session);
  expect([values(ofCalmSite), ofCalmSite.errors]).toEqual([[null], undefined]);
}

/** The answer for what lies outside is that for what nobody has, to the byte. */
async function expectAbsent(subgraph: AskedSubgraph, coordinate: string, kind: PartnerKind) {
  const { body } = straightQuestion(subgraph, coordinate, fields.schema);
  const asks = coordinate.startsWith("Lisiere") ? "INPUTS" : "FIELDS";
  const ask = async (place: AskedPlace) => {
    const headers = await stolen.bound(subgraph, kind, body(place), { asks });
    const { raw } = await stolen.ask(subgraph, body(place), headers);
    return raw.replaceAll(place.territory, "T").replaceAll(place.site, "S");
  };
  expect(await ask(outside)).toBe(await ask(absent));
}

function codesIn({ errors = [] }: AccessAnswer): string[] {
  return [...new Set(errors.map(({ extensions }) => String(extensions?.code)))];
}

describe.each(["lisiere", "convention", "classification"] as const)("%s", (subgraph) => {
  it.each(partnerKinds)("shows %s what the matrix says, in turns", async (kind) => {
    for (const coordinate of coordinatesOf(subgraph, kind)) {
      await told(coordinate, expectCell(subgraph, coordinate, kind));
    }
  });
});

describe.each(["lisiere", "convention"] as const)("%s", (subgraph) => {
  it.each(partnerKinds)("knows nothing outside the scope of %s, in turns", async (kind) => {
    for (const coordinate of coordinatesOf(subgraph, kind)) {
      await told(coordinate, expectAbsent(subgraph, coordinate, kind));
    }
  });
});

/** Names the field in a failure. */
async function told(coordinate: string, expectation: Promise<void>): Promise<void> {
  await expectation.catch((cause: unknown) => {
    throw new Error(`${coordinate}: ${String(cause)}`, { cause });
  });
}
