import { link, readdir, readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { RejectedPathError } from "./report/rejected-path.js";
import { header, ImportStore } from "./testing/import-store.fixture.js";

const text = `${header}A,RES-001,2025-01-05,NOISE\nB,RES-009,2025-01-05,NOISE\n`;

let at: ImportStore;
beforeEach(async () => {
  at = await ImportStore.open();
});
afterEach(() => at.close());

it.each([
  ["the file itself", async (file: string) => file],
  ["the file in another spelling", async (file: string) => join(file, "..", "./incidents.csv")],
  ["a symbolic link to it", (file: string) => linked(file, symlink)],
  ["a hard link to it", (file: string) => linked(file, link)],
])("writes no rejected rows over %s", async (_, pathOf) => {
  const file = await at.file("incidents.csv", text);
  const rejectedPath = await pathOf(file);
  const attempt = at.importFiles([file], { skipBad: true, rejectedPath });
  await expect(attempt).rejects.toThrow(RejectedPathError);
  await expect(attempt).rejects.toThrow("because this import reads");
  expect(await readFile(file, "utf8")).toBe(text);
  expect(await at.incidents()).toEqual([]);
});

it("writes no rejected rows over the mapping, nor to a folder", async () => {
  const mappingPath = await at.file("mapping.yaml", "columns: {}\n");
  const options = { skipBad: true, mappingPath };
  await expect(at.importText(text, { ...options, rejectedPath: mappingPath })).rejects.toThrow(
    "because this import reads",
  );
  await expect(at.importText(text, { ...options, rejectedPath: at.folder })).rejects.toThrow(
    "it is a folder",
  );
  expect(await readFile(mappingPath, "utf8")).toBe("columns: {}\n");
});

it("leaves earlier rejected rows, which may be mended already, and takes the next number", async () => {
  const mended = "B,RES-001,2025-01-05,NOISE\n";
  await at.file("incidents.csv.rejected.csv", mended);
  const first = await at.importText(text, { skipBad: true });
  const second = await at.importText(text, { skipBad: true });
  expect([first, second].map(({ rejectedFiles }) => rejectedFiles)).toEqual([
    [join(at.folder, "incidents.csv.rejected-2.csv")],
    [join(at.folder, "incidents.csv.rejected-3.csv")],
  ]);
  expect(await readFile(join(at.folder, "incidents.csv.rejected.csv"), "utf8")).toBe(mended);
  expect((await readdir(at.folder)).filter((name) => name.endsWith(".part"))).toEqual([]);
});

async function linked(
  file: string,
  make: (target: string, path: string) => Promise<void>,
): Promise<string> {
  const path = `${file}-link.csv`;
  await make(file, path);
  return path;
}
