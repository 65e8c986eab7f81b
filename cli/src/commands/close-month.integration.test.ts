import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDatabase } from "@palier/test-support";
import { runPalier } from "../testing/command.fixture.js";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-close-month-"));
  await writeFile(join(folder, "sites.csv"), "reference,name,commune,dwellings\nA,A,77288,60\n");
});
afterAll(() => rm(folder, { recursive: true }));

/** A landlord with so many incidents in the months of 2026, one after the other. */
async function landlord(counts: readonly number[]) {
  const databaseUrl = await createDatabase();
  const run = (args: readonly string[], confirm?: () => Promise<boolean>) =>
    runPalier([...args, "--landlord", "lisiere"], {
      ...{ dataFolder: folder, databaseUrl },
      ...(confirm && { confirm }),
    });
  const palier = Object.assign((...args: readonly string[]) => run(args), {
    /** What a command does where somebody answers its question. */
    answered: (confirm: () => Promise<boolean>, ...args: readonly string[]) => run(args, confirm),
  });
  const rows = counts.flatMap((count, month) =>
    Array.from({ length: count }, (_, row) => {
      const day = `2026-${String(month + 1).padStart(2, "0")}-05`;
      return `F-${month}-${row},A,${day},NOISE\n`;
    }),
  );
  const file = join(folder, "incidents.csv");
  await writeFile(file, `reference,site,day,category\n${rows.join("")}`);
  for (const args of [
    ["sites", "import", join(folder, "sites.csv")],
    ["import", file],
  ]) {
    expect(await palier(...args)).toMatchObject({ exitCode: 0, complained: "" });
  }
  return palier;
}

it("closes no month without incidents unless it is said to be empty (cases/import/empty-month-closed)", async () => {
  const palier = await landlord([3, 3, 3, 3, 3, 3, 3, 3, 3]);
  const refused = await palier("close-month", "2025-10..2026-10");
  expect(refused).toMatchObject({ exitCode: 1 });
  expect(refused.complained).toContain(
    'Nothing is closed: 2025-10, 2025-11, 2025-12, 2026-10 have no incident: import what is missing ("palier import"), or say that there truly was none (--empty 2025-10 2025-11 2025-12 2026-10).',
  );
  const closed = await palier("close-month", "2026-08..2026-10", "--empty", "2026-10");
  expect(closed).toMatchObject({ exitCode: 0, complained: "" });
  expect(closed.printed).toMatch(
    /month +incidents\n2026-06 +3\n2026-07 +3\n2026-08 +3 +to be closed\n2026-09 +3 +to be closed\n2026-10 +0 +to be closed\n/,
  );
  expect(closed.printed).toContain("Closed: 2026-08, 2026-09, 2026-10");
  const full = await palier("close-month", "2026-07", "--empty", "2026-07");
  expect(full.complained).toContain("2026-07 has 3 incidents and is not empty");
  expect((await palier("reopen-month", "2026-07")).complained).toContain("is not closed");
});

it("shows what was published before it reopens, closes again and decides, and does so with --yes alone where nobody can be asked", async () => {
  const palier = await landlord([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
  expect(await palier("close-month", "2026-01..2026-10")).toMatchObject({ exitCode: 0 });
  const nothing = "Nothing is done. To do it without a question, add --yes.";
  const decide = ["decide", "--site", "A", "--level", "4", "--from", "2026-10"];
  decide.push("--reason", "Guet", "--author", "Direction");
  const asked = await palier(...decide);
  expect(asked).toMatchObject({ exitCode: 1, complained: expect.stringContaining(nothing) });
  expect(asked.printed).toMatch(
    /Published levels that change: 1, of which 1 rise, 0 falls\nmonth +site +from +to\n2026-10 +A +2 +4\n/,
  );
  expect((await palier("decisions", "list", "--all")).printed).toContain("no such decision");
  expect(await palier(...decide, "--yes")).toMatchObject({ exitCode: 0, complained: "" });

  const reopen = ["reopen-month", "2026-09", "--reason", "late_incidents"];
  const refused = await palier(...reopen);
  expect(refused).toMatchObject({ exitCode: 1, complained: expect.stringContaining(nothing) });
  expect(refused.printed).toMatch(
    /2026-09: published, and shown no more[\s\S]*2026-10 +A +4 +undetermined/,
  );
  expect((await palier(...reopen, "--yes")).printed).toContain("Reopened: 2026-09");
  const again = await palier("close-month", "2026-09");
  expect(again.printed).toMatch(/2026-10 +A +undetermined +4/);
  expect(again).toMatchObject({ exitCode: 1, complained: expect.stringContaining(nothing) });
  expect((await palier("close-month", "2026-09", "--yes")).printed).toContain("Closed: 2026-09");
  const { printed } = await palier("restatements", "list");
  expect(printed).toMatch(
    /number +time[^\n]+reason\n +\d+ [^\n]+ 2026-10 [^\n]+an earlier month was closed\n/,
  );
  const decided =
    /\n +(\d+) [^\n]+ 2026-10 +1 +1 +0 +Direction +a decision that reaches back$/m.exec(printed);
  const changed = await palier("restatements", "list", decided?.[1] ?? "");
  expect(changed.printed).toMatch(/\n2026-10 +A +2 +4\n/);
  expect((await palier("reopen-month", "2026-09", "--reason", "so")).complained).toContain(
    "It is one of LATE_INCIDENTS, CORRECTION, SITE_CHANGE, CLOSED_BY_MISTAKE, REOPENED.",
  );
});

it("closes no month that was emptied while the question stood", async () => {
  const palier = await landlord([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]);
  await palier("close-month", "2026-01..2026-10");
  await palier("reopen-month", "2026-09", "--yes");
  const emptied = await palier.answered(
    async () => {
      for (const reference of ["F-8-0", "F-8-1", "F-8-2"]) {
        const withdrawn = await palier("incidents", "withdraw", reference, "--reason", "DUPLICATE");
        expect(withdrawn).toMatchObject({ exitCode: 0 });
      }
      return true;
    },
    ...["close-month", "2026-09"],
  );
  expect(emptied).toMatchObject({ exitCode: 1 });
  expect(emptied.complained).toContain("2026-09 has no incident");
  expect((await palier("reopen-month", "2026-09")).complained).toContain("is not closed");
});

it("warns of a month with unusually few incidents, and closes it", async () => {
  const palier = await landlord([40, 38, 41, 40, 12, 39]);
  const { exitCode, complained } = await palier("close-month", "2026-01..2026-06");
  expect([exitCode, complained.trim()]).toEqual([
    0,
    "Please check: 2026-05 has 12 incidents, months around it 40.",
  ]);
});

it("shows what sites that an import makes change of published months, and imports them with --yes alone where nobody can be asked", async () => {
  const palier = await landlord([3, 3, 3]);
  await palier("close-month", "2026-01..2026-03");
  await palier("reopen-month", "2026-02", "--yes");
  const [mapping, file] = [join(folder, "made.yaml"), join(folder, "made.csv")];
  await writeFile(
    mapping,
    `columns: { day: day, category: category }
site: { columns: [place], match: columns, create: { dwellings: 60, commune: { value: "77288" }, name: place, address: place } }
`,
  );
  await writeFile(file, "place,day,category\nRue Neuve,2026-02-05,NOISE\n");
  const importing = ["import", file, "--mapping", mapping];
  const shown = /Published levels that change: 1[\s\S]*2026-03 +\S+ +none +undetermined/;
  const tried = await palier(...importing, "--try");
  expect(tried).toMatchObject({ exitCode: 0, printed: expect.stringMatching(shown) });
  const refused = await palier(...importing);
  expect(refused).toMatchObject({ exitCode: 1, printed: expect.stringMatching(shown) });
  expect((await palier("sites", "list")).printed).not.toContain("Rue Neuve");
  const done = await palier(...importing, "--yes");
  expect(done).toMatchObject({ exitCode: 0, printed: expect.stringMatching(shown) });
  expect((await palier("sites", "list")).printed).toContain("Rue Neuve");
});
