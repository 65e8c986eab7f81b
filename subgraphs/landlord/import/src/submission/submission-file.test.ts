import { mkdir, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { clearSubmissionFiles, type SubmittedRow, writeSubmissionFile } from "./submission-file.js";

const rows: readonly SubmittedRow[] = [
  { site: "RES-001", narrative: "Une\nligne" },
  { site: "RES-002" },
];

async function exists(path: string): Promise<boolean> {
  return (await readdir(dirname(path))).includes(basename(path));
}

it("writes below no folder whose name another account can guess, and for its owner alone", async () => {
  const slug = `guessed-${process.pid}`;
  // As another account on the machine would make it, so that it may rename what is written there.
  const guessed = join(tmpdir(), `palier-submissions-${process.getuid?.()}-${slug}`);
  await mkdir(guessed, { mode: 0o777 });
  try {
    const file = await writeSubmissionFile(slug, "tickets-1", rows);
    expect(await readFile(file.path, "utf8")).toContain('"RES-002"');
    expect(dirname(dirname(file.path))).toBe(tmpdir());
    expect((await stat(dirname(file.path))).mode & 0o777).toBe(0o700);
    expect((await stat(file.path)).mode & 0o777).toBe(0o600);
    await file.remove();
    expect(await exists(dirname(file.path))).toBe(false);
  } finally {
    await rm(guessed, { recursive: true });
  }
});

it("removes what a killed process left of a landlord, and nothing of another", async () => {
  const slug = `killed-${process.pid}`;
  const left = await writeSubmissionFile(slug, "tickets-1", rows);
  const other = await writeSubmissionFile(`${slug}-b`, "tickets-1", rows);
  const named = join(tmpdir(), `palier-submissions-${process.getuid?.()}-${slug}`);
  await writeFile(named, "");
  try {
    await clearSubmissionFiles(slug);
    expect(await exists(dirname(left.path))).toBe(false);
    expect(await exists(other.path)).toBe(true);
    expect(await exists(named)).toBe(true);
  } finally {
    await other.remove();
    await rm(named);
  }
});
