import { hasFocus, isGood, press, tabTo } from "../access/keyboard.js";
import { accessibilityViolations } from "../accessibility.js";
import { Visitor } from "../visitor.js";
import { askGraph } from "./ask-graph.js";
import { eventually } from "./whole-page.js";

interface Glossary {
  readonly convention: {
    readonly glossary: readonly {
      readonly title: string;
      readonly entries: readonly {
        readonly term: string;
        readonly meaning: string;
        readonly points: readonly string[];
      }[];
    }[];
  };
}

const languages = [
  { switchTo: "English", wording: "ENGLISH", open: "Help", search: "Look for a term" },
  { switchTo: "Français", wording: "FRENCH", open: "Aide", search: "Chercher un terme" },
] as const;

it("says in both languages what the graph says of every term, on a desk and on a phone, zoomed in too", async () => {
  const visitor = await Visitor.as("coordination", { path: "/rights" });
  const { page } = visitor;
  for (const { switchTo, wording, open } of languages) {
    await page.getByRole("button", { name: switchTo }).click();
    await visitor.ready();
    await page.getByRole("button", { name: open, exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.locator(".help-entry").first().waitFor();
    const { convention } = await askGraph<Glossary>(
      visitor,
      `{ convention { glossary { title(language: ${wording}) entries {
        term(language: ${wording}) meaning(language: ${wording}) points(language: ${wording})
      } } } }`,
      {},
    );
    const told = convention.glossary.flatMap(({ title, entries }) => [
      title,
      ...entries.flatMap(({ term, meaning, points }) => [term, meaning, ...points]),
    ]);
    const text = (await dialog.textContent()) ?? "";
    expect(told.length).toBeGreaterThan(60);
    expect(told.filter((each) => !text.includes(each))).toEqual([]);
    // 640 is a desk's window at 200 %.
    for (const width of [1280, 640, 360]) {
      await page.setViewportSize({ width, height: 740 });
      expect(await accessibilityViolations(page, "[role=dialog]")).toEqual([]);
      expect(await dialog.evaluate((each) => each.scrollWidth - each.clientWidth)).toBe(0);
    }
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
  }
  await visitor.record.settled();
  expect(visitor.record.problems).toEqual([]);
});

it("is opened, searched and left by keys alone, and gives the focus back, on any page", async () => {
  const visitor = await Visitor.as("mairie-dammarie", { path: "/territory/77152" });
  const { page } = visitor;
  for (const path of ["/territory/77152", "/actions/77152"]) {
    await visitor.open(path);
    const button = page.getByRole("button", { name: "Aide", exact: true });
    expect(await tabTo(page, button)).toEqual([]);
    await page.keyboard.press("Enter");
    const search = page.getByRole("dialog").getByRole("searchbox", { name: "Chercher un terme" });
    await hasFocus(page, search);
    await page.locator(".help-entry").first().waitFor();
    await page.keyboard.type("entraves trafics");
    await eventually(async () =>
      expect(await page.locator(".help-entry dt").allTextContents()).toEqual([
        "Niveau 4 – Délinquance organisée et violences",
      ]),
    );
    await search.fill("INDETERMINE");
    await page.locator(".help-entry dt", { hasText: "Indéterminé" }).waitFor();
    await search.fill("natures");
    await page.locator(".help-entry dt", { hasText: "Trafics" }).waitFor();
    await search.fill("entraves trafics");
    await page.getByRole("status").filter({ hasText: "1 terme" }).waitFor();
    expect(isGood(await press(page, "Tab"))).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await hasFocus(page, button);
  }
  await visitor.record.settled();
  expect(visitor.record.problems).toEqual([]);
});
