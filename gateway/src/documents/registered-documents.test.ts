import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError, documentHash } from "@palier/schema";
import { addDocuments, removeDocument } from "./change-documents.js";
import { mostDocuments, type RegisteredDocument, readDocuments } from "./document-file.js";
import { RegisteredDocuments } from "./registered-documents.js";

const board = "query Board { landlords { slug } }";
const map = "query Map { landlords { slug name } }";

let folder: string;
let file: string;
let log: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-documents-"));
  file = join(folder, "documents.json");
  log = [];
});
afterEach(() => rm(folder, { recursive: true }));

function entry(name: string, document: string): RegisteredDocument {
  const at = "2026-11-27T12:00:00.000Z";
  return { name, document, hash: documentHash(document), addedBy: "coordination", addedAt: at };
}

const open = () =>
  RegisteredDocuments.open({ file, dashboardFolder: null }, (text) => log.push(text));

/** As many looks as it takes to read what is there. */
async function settled(documents: RegisteredDocuments): Promise<void> {
  for (let look = 0; look < 3; look += 1) await documents.look();
}

function known(documents: RegisteredDocuments): boolean[] {
  return [board, map].map((text) => documents.has(documentHash(text)));
}

it("takes up what is added and removed while it runs, and says so", async () => {
  const documents = await open();
  expect(known(documents)).toEqual([false, false]);
  await addDocuments(file, [entry("Board", board), entry("Map", map)]);
  await settled(documents);
  expect(known(documents)).toEqual([true, true]);
  await removeDocument(file, "Board");
  await settled(documents);
  expect(known(documents)).toEqual([false, true]);
  expect(log).toEqual([
    `No operations are registered in ${file}: there is no such file`,
    `2 operations are registered in ${file} from now on`,
    `1 operation is registered in ${file} from now on`,
  ]);
});

it.each<[string, () => Promise<unknown>, RegExp]>([
  ["garbled", () => writeFile(file, '{ "format": 1, "docu'), /holds no list of operations/],
  ["gone", () => rm(file), /the file is not there/],
  ["a folder", () => rm(file).then(() => mkdir(file)), /EISDIR/],
  ["endless", () => writeFile(file, " ".repeat(3_000_000)), /is larger than 2097152 bytes/],
])("keeps what it had of a file that is %s, and says so once", async (_what, spoil, reason) => {
  await addDocuments(file, [entry("Board", board)]);
  const documents = await open();
  await spoil();
  await settled(documents);
  await settled(documents);
  expect(known(documents)).toEqual([true, false]);
  expect(log).toHaveLength(2);
  expect(log[1]).toMatch(/documents\.json has changed and cannot be followed; what was registered/);
  expect(log[1]).toMatch(reason);
  await rm(file, { recursive: true, force: true });
  await addDocuments(file, [entry("Map", map)]);
  await settled(documents);
  expect(known(documents)).toEqual([false, true]);
});

it("takes an emptied list for one", async () => {
  await addDocuments(file, [entry("Board", board)]);
  const documents = await open();
  await removeDocument(file, documentHash(board).slice(0, 8));
  await settled(documents);
  expect(known(documents)).toEqual([false, false]);
});

const written = (...documents: unknown[]) => JSON.stringify({ format: 1, documents });

it.each([
  ["another file", "reference: essai", /holds no list of operations/],
  ["another format", JSON.stringify({ format: 2, documents: [] }), /holds no list of operations/],
  ["an entry that is none", written(3), /entry 1 is no object/],
  ["an entry without a name", written({ document: board }), /entry 1 has no name/],
  ["an entry without a text", written({ name: "Board" }), /entry 1 \("Board"\) has no document/],
  [
    "a text that is no GraphQL",
    written({ name: "Board", document: '{ a(b: "' }),
    /entry 1 \("Board"\) holds no GraphQL/,
  ],
  [
    "a text that was changed by hand",
    written({ ...entry("Board", board), document: map }),
    /entry 1 \("Board"\) has another text than the one that was registered/,
  ],
  [
    "two of one name",
    written(entry("Board", board), entry("Board", map)),
    /entry 2 has the name of another one/,
  ],
  [
    "too many",
    written(...Array.from({ length: mostDocuments + 1 }, () => entry("Board", board))),
    /has more than 500 operations/,
  ],
])("starts with no file that holds %s", async (_what, text, problem) => {
  await writeFile(file, text);
  const failure = await open().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(ConfigurationError);
  expect((failure as Error).message).toMatch(problem);
  expect((failure as Error).message).toContain(file);
});

it("adds all or nothing, and never another text under a name", async () => {
  await addDocuments(file, [entry("Board", board)]);
  const again = await addDocuments(file, [entry("Board", `# spaced\n${board}`)]);
  expect([again.added, again.known.map(({ name }) => name)]).toEqual([[], ["Board"]]);
  await expect(addDocuments(file, [entry("Map", map), entry("Board", map)])).resolves.toMatchObject(
    { added: [{ name: "Map" }], known: [{ name: "Map" }] },
  );
  const other = "query Other { landlords { name } }";
  await expect(
    addDocuments(file, [
      entry("Other", other),
      entry("Board", `${other} fragment F on Site { id }`),
    ]),
  ).rejects.toThrow(/"Board" is registered with another text: remove that one first/);
  expect((await readDocuments(file))?.map(({ name }) => name)).toEqual(["Board", "Map"]);
});

it("loses none of those that are added at once", async () => {
  const outcomes = await Promise.allSettled([
    addDocuments(file, [entry("Board", board)]),
    addDocuments(file, [entry("Map", map)]),
  ]);
  const added = outcomes.filter(({ status }) => status === "fulfilled").length;
  expect((await readDocuments(file))?.length).toBe(added);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(`${outcome.reason}`).toMatch(/is being changed/);
  }
});

it("removes what is named, and guesses nothing", async () => {
  await addDocuments(file, [entry("Board", board)]);
  const before = await readDocuments(file);
  for (const which of ["board", "", documentHash(board).slice(0, 7), documentHash(map)]) {
    await expect(removeDocument(file, which)).rejects.toThrow(/has no operation/);
  }
  expect(await readDocuments(file)).toEqual(before);
  expect(await removeDocument(file, documentHash(board).toUpperCase())).toEqual(before?.[0]);
  expect(await readDocuments(file)).toEqual([]);
});
