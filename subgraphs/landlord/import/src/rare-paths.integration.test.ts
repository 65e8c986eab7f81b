import type { ImportLimits } from "./loading/import-limits.js";
import { header, ImportStore } from "./testing/import-store.fixture.js";

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

/** Rows with and without a reference; some of both stand several times. */
function rows(): string {
  const lines = Array.from({ length: 600 }, (_, index) => {
    const day = `2025-0${1 + (index % 9)}-1${index % 7}`;
    return index % 3 === 0
      ? `F-${index % 550},RES-001,2025-03-10,NOISE`
      : `,RES-00${1 + (index % 2)},${day},ARSON`;
  });
  return `${header}${lines.join("\n")}\n`;
}

it.each<[string, Partial<ImportLimits>]>([
  ["equal rows are counted by the server", { chunkRows: 50, rowsRankedInMemory: 3 }],
  [
    "the filter takes new incidents for known ones",
    {
      chunkRows: 20,
      rowsALoad: 60,
      rowsWorthDropping: 0,
      fewestFilterBlocks: 1,
      mostFilterBlocks: 1,
    },
  ],
  ["indexes are made at the end", { chunkRows: 50, rowsALoad: 100, rowsWorthDropping: 0 }],
  ["every row is a chunk and a load", { chunkRows: 1, rowsALoad: 1 }],
])("loads the same when %s", async (_, limits) => {
  const other = await ImportStore.open();
  const [node] = await at.store.query<{ salt: string }[]>("SELECT salt FROM node");
  await other.store.query("UPDATE node SET salt = $1", [node?.salt]);
  const [secret] = await at.store.query<{ key: string }[]>("SELECT key FROM release_key");
  await other.store.query("UPDATE release_key SET key = $1", [secret?.key]);
  const [files, otherFiles] = await Promise.all(
    [at, other].map((one) =>
      Promise.all([
        one.file("1.csv", rows()),
        one.file("2.csv", `${rows()}Z,RES-001,2025-01-01,NOISE\n`),
      ]),
    ),
  );
  const expected = await other.importFiles(otherFiles ?? []);
  const summary = await at.importFiles(files ?? [], { limits });
  const { durationMs: _duration, rowsPerSecond: _rate, ...counts } = expected;
  expect(summary).toMatchObject(counts);
  expect(await withoutInstants(at)).toEqual(await withoutInstants(other));
  await other.close();
});

async function withoutInstants(one: ImportStore): Promise<unknown> {
  // Each record has editions of its own.
  const all = JSON.stringify(await one.contents("record_edition"));
  return JSON.parse(all, (key, value: unknown) => (key === "imported_at" ? null : value));
}

it("loads nothing when a site of an incident is gone before the import ends", async () => {
  await at.store.query(`
    CREATE FUNCTION lose_site() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN DELETE FROM site WHERE reference = 'RES-002'; RETURN NULL; END $$;
    CREATE TRIGGER lose_site AFTER INSERT ON incident EXECUTE FUNCTION lose_site()`);
  const before = await at.contents();
  const text = `${header}A,RES-001,2025-01-05,NOISE\nB,RES-002,2025-01-05,NOISE\n`;
  await expect(at.importText(text)).rejects.toThrow("1 sites of incidents do not exist");
  expect(await at.contents()).toEqual(before);
  expect(await at.importText(`${header}A,RES-001,2025-01-05,NOISE\n`)).toMatchObject({
    incidentsAdded: 1,
  });
});
