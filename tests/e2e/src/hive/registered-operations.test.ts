import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  addDocuments,
  dashboardDocumentsIn,
  pagesFolder,
  type RegisteredDocument,
  readDocuments,
  removeDocument,
} from "@palier/gateway/documents";
import { documentHash } from "@palier/schema";
import { partnersOfEachKind } from "@palier/schema/testing";
import { Kind, parse, print, type TypeNode } from "graphql";
import {
  dammarie,
  keyedConvention,
  melun,
  partners,
  policeElsewhere,
} from "../access/access-convention.js";
import {
  type AccessAnswer,
  type AccessPlatform,
  ask,
  startAccessPlatform,
} from "../access/platform.js";
import { type HiveGateway, startHive } from "./hive-gateway.js";

/** The police of Melun may ask registered operations only: at our gateway, and at Hive Gateway. */

const restricted = partners.POLICE;
const board = "query Board { landlords { slug name } }";

let folder: string;
let file: string;
let platform: AccessPlatform;
let hive: HiveGateway;
let shipped: readonly RegisteredDocument[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-registered-"));
  file = join(folder, "documents.json");
  shipped = (await readDocuments(dashboardDocumentsIn(pagesFolder(null)))) ?? [];
  const keyed = await keyedConvention({
    partners: [
      ...partnersOfEachKind([melun]).map((partner) =>
        partner.code === restricted ? { ...partner, documents: "registered" as const } : partner,
      ),
      { code: policeElsewhere, kind: "POLICE", scope: [dammarie] },
    ],
  });
  platform = await startAccessPlatform({ keyed, documentFile: file, hasDashboard: true });
  hive = await startHive(platform, file);
});
afterAll(async () => {
  await hive.stop();
  await platform.stop();
  await rm(folder, { recursive: true });
});

type Variables = Readonly<Record<string, unknown>>;

/** At our gateway and at Hive's. */
async function askBoth(
  account: string,
  query: string,
  variables: Variables = {},
): Promise<AccessAnswer[]> {
  const token = await platform.token(account);
  const asking = { variables, stated: null };
  return [await ask(platform.url, token, query, asking), await ask(hive.url, token, query, asking)];
}

const told = ({ status, errors = [] }: AccessAnswer) => ({
  status,
  codes: errors.map(({ extensions }) => extensions?.code),
});

const refusal = { status: 403, codes: ["DOCUMENT_NOT_REGISTERED"] };

/** What a page would ask with. */
function variablesOf(document: string): Variables {
  const values: Readonly<Record<string, unknown>> = {
    ID: melun,
    Month: "2025-06",
    Language: "FRENCH",
    Int: 10,
  };
  // A month is compared with one before it.
  const named: Variables = { since: "2025-05" };
  const operations = parse(document).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : [],
  );
  return Object.fromEntries(
    operations
      .filter(({ type }) => type.kind === Kind.NON_NULL_TYPE)
      .map(({ type, variable: { name } }) => [
        name.value,
        named[name.value] ?? values[nameOf(type)] ?? [],
      ]),
  );
}

function nameOf(type: TypeNode): string {
  if (type.kind === Kind.NAMED_TYPE) return type.name.value;
  return type.kind === Kind.NON_NULL_TYPE ? nameOf(type.type) : "";
}

it("lets every document of the dashboard pass, as it is answered to police that are not restricted", async () => {
  expect(shipped.length).toBeGreaterThan(20);
  let answered = 0;
  for (const { name, document } of shipped) {
    const variables = variablesOf(document);
    const answers = (await askBoth(restricted, document, variables)).map(told);
    const free = (await askBoth(policeElsewhere, document, variables)).map(told);
    expect({ name, answers }).toEqual({ name, answers: free });
    expect(answers.flatMap(({ codes }) => codes)).not.toContain("DOCUMENT_NOT_REGISTERED");
    if (answers.every(({ status }) => status === 200)) answered += 1;
  }
  // The others ask for what needs a purpose, or is not shown to the police.
  expect(answered).toBeGreaterThan(15);
});

it("refuses any other, with the same words, and asks nobody for it", async () => {
  for (const front of platform.fronts.values()) front.take();
  const answers = await askBoth(restricted, board);
  expect(answers.map(told)).toEqual([refusal, refusal]);
  expect(answers[1]?.errors).toEqual(answers[0]?.errors);
  expect(answers[0]?.errors?.[0]?.extensions).toMatchObject({ documentHash: documentHash(board) });
  const schema = await askBoth(restricted, "{ __schema { queryType { name } } }");
  expect(schema.map(told)).toEqual([refusal, refusal]);
  const asked = [...platform.fronts.values()].flatMap((front) => front.take());
  expect(asked.filter(({ body }) => body.includes("slug"))).toEqual([]);
  for (const account of [partners.JUSTICE, policeElsewhere]) {
    expect((await askBoth(account, board)).map(told)).toEqual([
      { status: 200, codes: [] },
      { status: 200, codes: [] },
    ]);
  }
});

it.each([
  [
    "an alias in a document of the dashboard",
    (text: string) => text.replace("name", "called: name"),
  ],
  ["an operation beside one", (text: string) => `${text}\nquery Other { landlords { slug } }`],
])("refuses %s", async (_what, change) => {
  const frame = shipped.find(({ document }) => /\bname\b/.test(document))?.document ?? "";
  const answers = await askBoth(restricted, change(frame), variablesOf(frame));
  for (const { codes } of answers.map(told)) {
    expect(codes).toEqual([expect.stringMatching(/^(DOCUMENT_NOT_|OPERATION_RESOLUTION_)/)]);
  }
});

it("takes up what is registered and what no longer is, without a restart; access rules hold", async () => {
  const denied = `query Denied { site(id: "lisiere:HARD") { incidents(first: 1) { edges { node { complaintReference } } } } }`;
  const entries = [
    ["Board", board],
    ["Denied", denied],
  ] as const;
  const at = { addedBy: "coordination", addedAt: new Date().toISOString() };
  await addDocuments(
    file,
    entries.map(([name, document]) => ({ name, document, hash: documentHash(document), ...at })),
  );
  await said(/^2 operations are registered in .* from now on$/);
  const granted = await askBoth(restricted, print(parse(board)));
  expect(granted.map(told)).toEqual([
    { status: 200, codes: [] },
    { status: 200, codes: [] },
  ]);
  const kept = await askBoth(restricted, denied);
  expect(kept.map(told)).toEqual(kept.map(() => ({ status: 403, codes: ["FORBIDDEN"] })));
  await removeDocument(file, "Board");
  await said(/^1 operation is registered in .* from now on$/);
  expect((await askBoth(restricted, board)).map(told)).toEqual([refusal, refusal]);
});

/** Both gateways have. */
async function said(words: RegExp): Promise<void> {
  while (![platform.log, hive.log].every((log) => log.some((entry) => words.test(entry)))) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
