import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { palier } from "@palier/test-support";
import type { Platform } from "./attack-account.js";

/** The landlord whose month is opened, and the month. */
export const corrected = { landlord: "lisiere", month: "2026-03" };

/** Opens the month, so that levels that rest on it are published anew and its counts are not shown. */
export async function openMonth({ home }: Platform): Promise<void> {
  await done(home, ["reopen-month", corrected.month, "--yes"]);
}

/**
 * Closes it again, with a late incident of every other category at every other site of its own: some
 * small numbers grow, and others become small.
 */
export async function closeAgain({ home }: Platform): Promise<void> {
  const folder = join(home, "demonstration", corrected.landlord);
  const [head = "", ...lines] = (await readFile(join(folder, "incidents-2026.csv"), "utf8"))
    .trim()
    .split("\n");
  const sites = [...new Set(lines.map((line) => line.split(",")[1] ?? ""))].sort();
  const categories = ["DRUG_DEALING", "VERBAL_ABUSE", "THEFT"];
  const late = sites.flatMap((site, index) =>
    Array.from({ length: index % 3 }, (_, turn) => {
      const category = categories[(index + turn) % 3];
      return `SUPP/${index}-${turn},${site},${corrected.month}-1${turn},${category}${",".repeat(head.split(",").length - 4)}`;
    }),
  );
  const file = join(folder, "late.csv");
  await writeFile(file, [head, ...late, ""].join("\n"));
  await done(home, ["import", file, "--mapping", join(folder, "mapping.yaml")]);
  await done(home, ["close-month", corrected.month, "--yes"]);
}

async function done(home: string, words: readonly string[]): Promise<void> {
  const run = palier(home, [...words, "--landlord", corrected.landlord]);
  if ((await run.ended) !== 0) throw new Error(run.output());
}
