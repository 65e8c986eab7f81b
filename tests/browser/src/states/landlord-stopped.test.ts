import { haltLandlord, type OwnPlatform, ownPlatform } from "../platform.js";
import { Visitor } from "../visitor.js";
import { chooseMonth } from "./choose-month.js";
import { type LevelRow, levelRows } from "./level-rows.js";

const path = "/territory/247700057";
/** A node that hangs is given up after seconds; a busy machine adds its own. */
const patienceMs = 90_000;

let own: OwnPlatform;
let goOn = () => {};

beforeAll(async () => {
  own = await ownPlatform({ PALIER_SUBGRAPH_TIMEOUT_MS: "5000" });
});

afterAll(async () => {
  goOn();
  await own?.stop();
});

it("shows 5 of 6 landlords and who is missing when one stops under an open page, and 6 again", async () => {
  const visitor = await Visitor.as("police-melun", { path, origin: own.origin });
  const { page } = visitor;
  const coverage = page.locator(".coverage-words");
  expect(await coverage.textContent()).toMatch(/^6 bailleurs sur 6/);

  goOn = haltLandlord(own, "lisiere");
  await chooseMonth(page, "2026-09");
  await page.getByText(/^5 bailleurs sur 6/).waitFor({ timeout: patienceMs });
  expect(await page.locator(".coverage-reasons li").textContent()).toMatch(
    /^Lisière Logement\s: n’a pas répondu à temps \([\d\s]+ logements déclarés\)$/,
  );
  const without = await levelRows(page);
  expect(without.map(({ dwellings }) => dwellings > 0)).not.toContain(false);
  expect(await page.getByRole("heading", { level: 1 }).textContent()).toContain("Melun");
  await page.locator("main svg").first().waitFor();
  expect(visitor.record.problems).toEqual([]);
  await expectShortReport(visitor);

  goOn();
  goOn = () => {};
  await returns(visitor);
  await visitor.open(`${path}?month=2026-09`);
  const all = await levelRows(page);
  await visitor.open(`${path}?month=2026-09&landlord=lisiere`);
  expect(without).toEqual(difference(all, await levelRows(page)));
});

/** A committee's report names whose late actions it lacks, and counts those of the others as a lower bound. */
async function expectShortReport(visitor: Visitor): Promise<void> {
  await visitor.open("/report/247700057?month=2026-09");
  const late = visitor.page
    .locator(".sheet")
    .filter({ has: visitor.page.getByRole("heading", { name: "Actions en retard" }) });
  const said = await late.textContent();
  expect(said).toMatch(/Le plan n’a pas les actions de\s: Lisière Logement/);
  expect(said).toMatch(/Au moins \d+ actions? à mener dont l’échéance était passée/);
  expect(said).toContain("tel que les bailleurs le tiennent au moment de la lecture");
}

/** The landlord has questions to give up that nobody waits for any more. */
async function returns(visitor: Visitor): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  let words: string | null = null;
  while (performance.now() < deadlineMs) {
    await visitor.open(`${path}?month=2026-08`);
    words = await visitor.page.locator(".coverage-words").textContent();
    if (words?.startsWith("6 bailleurs sur 6")) return;
  }
  throw new Error(`the landlord is still missing: ${words}`);
}

/** Level by level. */
function difference(all: readonly LevelRow[], part: readonly LevelRow[]): readonly LevelRow[] {
  return all.map(({ level, sites, dwellings }) => {
    const own = part.find((row) => row.level === level);
    return {
      level,
      sites: sites - (own?.sites ?? 0),
      dwellings: dwellings - (own?.dwellings ?? 0),
    };
  });
}
