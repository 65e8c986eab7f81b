import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeConvention } from "@palier/schema/testing";
import { runPalier } from "../../testing/command.fixture.js";

const board = `# what the board shows
query Board($code: ID!, $first: Int) {
  territory(code: $code) { name sites(first: $first) { totalCount edges { node { name address } } } }
}
`;

let dataFolder: string;
let documents: string;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), "palier-documents-"));
  documents = join(dataFolder, "gateway-keys", "documents.json");
  await write("board.graphql", board);
});
afterEach(() => rm(dataFolder, { recursive: true, force: true }));

async function write(name: string, text: string): Promise<string> {
  const path = join(dataFolder, name);
  await writeFile(path, text);
  return path;
}

const run = (...args: string[]) => runPalier(["documents", ...args], { dataFolder });
const inFolder = (name: string) => join(dataFolder, name);

/** Peers and police may ask registered operations only. */
async function restricting(): Promise<string> {
  const { text } = writeConvention({
    landlords: ["lisiere"],
    partners: [
      { code: "police", kind: "POLICE", scope: ["77288"], documents: "registered" },
      { code: "peer", kind: "LANDLORD", scope: ["77288"], documents: "registered" },
    ],
  });
  return write("convention.yaml", text);
}

it("adds, lists and removes, and says what an operation costs and who restricts nobody", async () => {
  const added = await run("add", inFolder("board.graphql"), "--author", "coordination");
  expect(added).toMatchObject({ exitCode: 0, complained: "" });
  expect(added.printed).toMatch(/^name +hash +costs at most\nBoard +[0-9a-f]{12} +\d+\n/);
  expect(added.printed).toContain(`Registered 1 operation in ${documents}.`);
  expect(added.printed).toContain("The convention restricts no partner to registered operations");
  const [{ hash }] = JSON.parse(await readFile(documents, "utf8")).documents;

  const listed = await run("list");
  expect(listed.printed).toMatch(/^name +hash +since +by\n/);
  expect(listed.printed).toMatch(
    new RegExp(`^Board +${hash.slice(0, 12)} +\\d{4}-\\d\\d-\\d\\d +coordination$`, "m"),
  );

  expect(await run("add", inFolder("board.graphql"))).toMatchObject({
    exitCode: 0,
    printed: "Board is registered already, with this text.\n",
  });
  expect(await run("remove", "Board")).toMatchObject({
    exitCode: 0,
    printed: `Board (${hash}) is no longer registered.\n`,
  });
  const again = await run("remove", hash);
  expect(again).toMatchObject({ exitCode: 1, printed: "" });
  expect(again.complained).toContain(`has no operation "${hash}"`);
});

it("says to whom an operation stays refused, as one convention grants it", async () => {
  const convention = await restricting();
  const other = inFolder("elsewhere.json");
  const files = [inFolder("board.graphql"), "--convention", convention, "--documents", other];
  const { exitCode, printed } = await run("add", ...files);
  expect(exitCode).toBe(0);
  expect(printed).toMatch(/^Board is refused to peer landlords all the same: .*Site\.address/);
  expect(printed).not.toContain("refused to the police");
  expect(printed).not.toContain("restricts no partner");
  expect(printed).toContain(`Registered 1 operation in ${other}.`);
});

it("refuses another text under a name, unless it is given one of its own", async () => {
  await run("add", inFolder("board.graphql"));
  const changed = await write("changed.graphql", board.replace("totalCount", ""));
  const refused = await run("add", changed);
  expect(refused).toMatchObject({ exitCode: 1, printed: "" });
  expect(refused.complained).toContain('"Board" is registered with another text');
  expect(await run("add", changed, "--name", "Board-2")).toMatchObject({ exitCode: 0 });
  expect((await run("list")).printed).toMatch(/^Board-2 /m);
  expect(await run("add", changed, "--name", "a b")).toMatchObject({ exitCode: 2 });
});

it.each([
  ["no GraphQL", "query {", /bad\.graphql: 1:8: Syntax Error/],
  [
    "a field that is not in the graph",
    "query A { landlords { slugg } }",
    /bad\.graphql: 1:23: .*slugg/,
  ],
  [
    "what the gateway alone asks",
    'query A { site(id: "a") { lookup } }',
    /bad\.graphql: 1:27: .*lookup/,
  ],
  [
    "two operations",
    "query A { landlords { slug } } query B { landlords { slug } }",
    /it has 2 operations/,
  ],
  ["no operation", "fragment F on Site { id }", /it has 0 operations/],
  ["an operation without a name", "{ landlords { slug } }", /its operation has no name/],
  ["a change", "mutation M { change }", /this graph answers queries only/],
  [
    "more than one request may hold",
    `query A { landlords { ${Array.from({ length: 16 }, (_, index) => `a${index}: slug`).join(" ")} } }`,
    /more than 15 aliases/,
  ],
])("registers nothing of several files when one holds %s", async (_what, text, complaint) => {
  await write("bad.graphql", text);
  const { exitCode, printed, complained } = await run(
    "add",
    inFolder("board.graphql"),
    inFolder("bad.graphql"),
  );
  expect([exitCode, printed]).toEqual([1, ""]);
  expect(complained).toMatch(/^Nothing was registered:\n/);
  expect(complained).toMatch(complaint);
  await expect(readFile(documents)).rejects.toThrow("ENOENT");
});

it("leaves a garbled list as it is, and says what is wrong with it", async () => {
  const list = await write("list.json", "{");
  const { exitCode, complained } = await run("add", inFolder("board.graphql"), "--documents", list);
  expect(exitCode).toBe(1);
  expect(complained).toContain(`${list} holds no list of operations`);
  expect(await readFile(list, "utf8")).toBe("{");
});

it("does not touch a list that another command is changing", async () => {
  await run("add", inFolder("board.graphql"));
  await writeFile(`${documents}.new`, "");
  const { exitCode, complained } = await run("remove", "Board");
  expect(exitCode).toBe(1);
  expect(complained).toMatch(/documents\.json\.new exists: .* If none runs, delete it/);
  await rm(`${documents}.new`);
  expect(await run("remove", "Board")).toMatchObject({ exitCode: 0 });
});
