import { mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentHash } from "@palier/schema";
import { tokenForAccount } from "../identity/token-for-account.js";
import { readRefusals } from "../refusals/read-refusals.js";
import { type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { addDocuments, removeDocument } from "./change-documents.js";

/** A partner whom the convention restricts, at the real door; the subgraphs write down who reaches them. */

const restricted = "police-melun";
const free = "mairie-dammarie";
const board = "query Board($code: ID!) { territory(code: $code) { name } }";
const variables = { code: "77288" };

let folder: string;
let file: string;
let platform: SmallPlatform;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-registered-"));
  file = join(folder, "documents.json");
  await add("Board", board);
  platform = await startPlatform({ documentFile: file }, 3_000, undefined, undefined, [restricted]);
});
afterAll(async () => {
  await platform.stop();
  await rm(folder, { recursive: true });
});

async function add(name: string, document: string): Promise<void> {
  const at = { addedBy: null, addedAt: null };
  await addDocuments(file, [{ name, document, hash: documentHash(document), ...at }]);
}

interface Asked {
  readonly status: number;
  readonly codes: unknown[];
  readonly reached: number;
  readonly errors: readonly { message: string; extensions: Record<string, unknown> }[];
}

async function send(
  account: string,
  body: unknown,
  { path = "/graphql", method = "POST", headers = {} }: SendOptions = {},
): Promise<Asked> {
  const before = platform.received.length;
  const response = await fetch(`${platform.origin}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${await tokenForAccount(platform.origin, account)}`,
      "content-type": "application/json",
      ...headers,
    },
    ...(method === "POST" && { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const { errors = [] } = (text.startsWith("{") ? JSON.parse(text) : {}) as Pick<Asked, "errors">;
  return {
    status: response.status,
    codes: errors.map(({ extensions }) => extensions.code),
    reached: platform.received.length - before,
    errors,
  };
}

interface SendOptions {
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const unregistered = { status: 403, codes: ["DOCUMENT_NOT_REGISTERED"], reached: 0 };

it("lets a registered operation pass, however it is laid out", async () => {
  for (const query of [board, `# ours\n${board.replaceAll(" ", "\n,")}`]) {
    const { status, reached } = await send(restricted, { query, variables });
    expect([status, reached > 0]).toEqual([200, true]);
  }
});

it("says which rule refuses another one, what to do, and by which hash it would be known", async () => {
  const query = "query Other { landlords { slug } }";
  const { errors, ...rest } = await send(restricted, { query });
  expect(rest).toEqual(unregistered);
  expect(errors).toEqual([
    {
      message: expect.stringMatching(
        /^The convention restricts police-melun to registered operations \(documents: registered\)/,
      ),
      extensions: {
        code: "DOCUMENT_NOT_REGISTERED",
        fr: expect.stringMatching(/^La convention n’ouvre à police-melun que les opérations/),
        documentHash: documentHash(query),
      },
    },
  ]);
});

it("keeps the refusal as any other", async () => {
  await send(restricted, { query: "query Kept { landlords { slug } }", operationName: "Kept" });
  const terms = { kept: null, limit: 1, months: 12 };
  const { latest } = await readRefusals(join(platform.folder, "refusals"), terms);
  expect(latest).toMatchObject([{ partner: restricted, reason: "DOCUMENT_NOT_REGISTERED" }]);
});

it("restricts nobody else", async () => {
  const { status, codes, reached } = await send(free, {
    query: "query Other { landlords { slug } }",
  });
  expect([status, codes.includes("DOCUMENT_NOT_REGISTERED"), reached > 0]).toEqual([
    200,
    false,
    true,
  ]);
});

const hash = documentHash(board);

it.each<[string, unknown]>([
  ["an alias", { query: board.replace("name", "called: name"), variables }],
  [
    "an operation beside it",
    { query: `${board} query B { landlords { slug } }`, operationName: "B" },
  ],
  [
    "an operation beside it, under its name",
    { query: `${board} query B { landlords { slug } }`, operationName: "Board", variables },
  ],
  ["a fragment beside it", { query: `${board} fragment F on Site { id }`, variables }],
  ["its text in a comment", { query: `# ${board}\nquery Board { landlords { slug } }` }],
  ["its name alone", { query: "query Board { landlords { slug } }", operationName: "Board" }],
  [
    "its hash beside another text",
    {
      query: "query Board { landlords { slug } }",
      extensions: { documentHash: hash },
      documentId: hash,
      id: hash,
    },
  ],
  ["an operation that none would refuse", { query: "{ __typename }" }],
  ["a question about the schema", { query: "{ __schema { queryType { name } } }" }],
  ["a field that nobody has", { query: "{ nothing }" }],
  ["more than one request may hold", { query: `{ ${"a ".repeat(1_000)} }` }],
  ["values that stand in each other", { query: `{${"a{".repeat(600)}a${"}".repeat(600)}}` }],
])("is not got around by %s", async (_what, body) => {
  const { errors: _errors, ...rest } = await send(restricted, body);
  expect(rest).toEqual(unregistered);
});

const other = "{ landlords { slug } }";
const persistedQuery = { version: 1, sha256Hash: hash };
const parts = `--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{"query":"${other}"}\r\n--x--`;

it.each<[string, unknown, SendOptions, number, string[]]>([
  [
    "its hash in place of a text",
    { extensions: { persistedQuery } },
    {},
    200,
    ["PERSISTED_QUERY_NOT_SUPPORTED"],
  ],
  [
    "its hash with another text",
    { query: other, extensions: { persistedQuery } },
    {},
    200,
    ["PERSISTED_QUERY_NOT_SUPPORTED"],
  ],
  ["a batch", [{ query: board, variables }, { query: other }], {}, 400, ["BAD_REQUEST"]],
  ["GET", null, { method: "GET", path: `/graphql?query=${other}` }, 405, ["BAD_REQUEST"]],
  [
    "a text in the address beside another",
    { query: other },
    { path: `/graphql?query=${board}` },
    403,
    ["DOCUMENT_NOT_REGISTERED"],
  ],
  [
    "a form of parts",
    parts,
    { headers: { "content-type": "multipart/form-data; boundary=x" } },
    415,
    ["BAD_REQUEST"],
  ],
  ["a change", { query: "mutation M { change }" }, {}, 400, ["OPERATION_RESOLUTION_FAILURE"]],
  [
    "an operation that is not in it",
    { query: board, variables, operationName: "B" },
    {},
    400,
    ["OPERATION_RESOLUTION_FAILURE"],
  ],
])("is not got around by %s", async (_what, body, options, status, codes) => {
  const { errors: _errors, ...rest } = await send(restricted, body, options);
  expect(rest).toEqual({ status, codes, reached: 0 });
});

it("answers what is in the body, whatever is in the address", async () => {
  const path = `/graphql?query=${other}`;
  const { status, reached } = await send(restricted, { query: board, variables }, { path });
  expect(status).toBe(200);
  expect(reached).toBeGreaterThan(0);
  const sent = platform.received.slice(-reached).map(({ body }) => body);
  expect(sent.filter((body) => body.includes("landlords"))).toEqual([]);
});

it.each(["/graphql/", "/GraphQL", "//graphql", "/graphql/x", "/%67raphql"])(
  "stands at %s too, or nothing does",
  async (path) => {
    const { status, reached } = await send(restricted, { query: other }, { path });
    expect([403, 404]).toContain(status);
    expect(reached).toBe(0);
  },
);

it("takes up an addition, a removal, and goes on with what it has of a garbled file, without a restart", async () => {
  const query = "query Later { landlords { slug } }";
  const ask = async () => (await send(restricted, { query })).status;
  const said = async (words: RegExp) => {
    while (!platform.log.some((entry) => words.test(entry))) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  expect(await ask()).toBe(403);
  await add("Later", query);
  await said(/^2 operations are registered in .* from now on/);
  expect(await ask()).toBe(200);
  await writeFile(`${file}.garbled`, "{");
  await rename(file, `${file}.good`);
  await rename(`${file}.garbled`, file);
  await said(/has changed and cannot be followed; what was registered in it stays so/);
  expect(await ask()).toBe(200);
  await rename(`${file}.good`, file);
  await removeDocument(file, "Later");
  await said(/^1 operation is registered in .* from now on/);
  expect(await ask()).toBe(403);
});
