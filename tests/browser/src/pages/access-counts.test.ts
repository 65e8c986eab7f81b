import { refusedBefore } from "../platform.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { expectFilesLikeTables, readTables } from "./page-tables.js";
import { becomesWhole, openWhole } from "./whole-page.js";

const title = "Journal des accès";
const refusal = "donnée que la convention ne communique pas";

it("shows the coordinator how often each landlord was asked, and what the gateway refused", async () => {
  // What is refused now is told once the month is over.
  const police = await Visitor.as("police-melun");
  await expect(askGraph(police, "{ convention { accessRecords { id } } }", {})).rejects.toThrow(
    "FORBIDDEN",
  );
  await police.leave();

  const visitor = await Visitor.as("coordination");
  const { page, record } = visitor;
  await page.getByRole("navigation").getByRole("link", { name: title }).click();
  // The page before stands, whole, until this one's code is here.
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
  await becomesWhole(visitor);

  const nodes = await rowsOf(visitor, "Chez les bailleurs");
  // Six landlords in twelve months: a month in which nobody asked is zeros, not a blank.
  expect(new Set(nodes.map(([, landlord]) => landlord)).size).toBe(6);
  expect(new Set(nodes.map(([month]) => month)).size).toBeGreaterThanOrEqual(11);
  const [now] = new Date().toISOString().split("T");
  const thisMonth = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" });
  expect(nodes.map(([month]) => month)).not.toContain(thisMonth.format(new Date(`${now}`)));
  for (const [, , ...numbers] of nodes) expect(numbers.join(" ")).toMatch(/^(\d+ ){7}\d+$/);

  const refused = await rowsOf(visitor, "À la passerelle");
  expect(refused).toEqual([
    [expect.any(String), "Police", refusal, String(refusedBefore.requests)],
  ]);
  const tables = await readTables(page);
  expect(tables).toHaveLength(2);
  expectFilesLikeTables(tables, { Finalité: "aucune indiquée" });
  expect(record.problems).toEqual([]);
});

it.each(["police-melun", "bailleur-lisiere"])(
  "leads %s nowhere, and asks nothing for it",
  async (account) => {
    const visitor = await Visitor.as(account);
    const { page, record } = visitor;
    const links = await page.getByRole("navigation").getByRole("link").allTextContents();
    expect(links.length).toBeGreaterThan(3);
    expect(links).not.toContain(title);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    await openWhole(visitor, "/access");
    expect(await page.getByRole("main").textContent()).toContain(
      "La convention ne vous communique pas cette donnée.",
    );
    expect(asked.filter((path) => path.startsWith("/refusals"))).toEqual([]);
    expect(record.answers.filter(({ query }) => query.includes("accessRecords"))).toEqual([]);
    expect(record.problems).toEqual([]);
  },
);

/** Cells of the table in the section under a heading. */
async function rowsOf({ page }: Visitor, heading: string): Promise<readonly string[][]> {
  const section = page.getByRole("region", { name: heading, exact: true });
  await section.locator("tbody tr").first().waitFor();
  return section
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) =>
        [...row.children].map((cell) => (cell.textContent ?? "").replaceAll(/\s+/g, " ").trim()),
      ),
    );
}
