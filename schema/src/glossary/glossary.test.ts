import { templateTerms } from "../access/template.js";
import { levels } from "../grid/grid.js";
import { grid1 } from "../grid/grid-1.js";
import { nomenclature2 } from "../nomenclature/nomenclature-2.js";
import { type GlossaryEntry, type GlossarySection, glossaryOf } from "./glossary.js";
import { glossaryPage } from "./glossary-page.js";

const { disclosure } = templateTerms;
const own = {
  code: "BICYCLE_DUMPING",
  family: "INCIVILITY",
  label: { fr: "Vélos abandonnés", en: "Abandoned bicycles" },
};
const sections = glossaryOf({ grid: 1, nomenclature: 2, categories: [own], disclosure });

function entry(code: string, within: readonly GlossarySection[] = sections): GlossaryEntry {
  const found = within.flatMap(({ entries }) => entries).find((each) => each.code === code);
  if (found === undefined) throw new Error(`no entry ${code}`);
  return found;
}

it("words every condition of every gate, with its number, and no other", () => {
  for (const level of levels) {
    const conditions = grid1.gates.find((gate) => gate.level === level)?.conditions ?? [];
    const { term, points } = entry(`level-${level}`);
    expect(term.fr).toContain(grid1.labels[level].fr);
    expect(points.map(({ fr }) => Number(/\d+/.exec(fr)?.[0]))).toEqual(
      conditions.map(({ atLeast }) => atLeast.floor),
    );
  }
  expect(entry("level-4").points.at(-1)).toEqual({
    fr: "Au moins 3 faits des familles « Entraves » ou « Menaces, agressions verbales », comptées ensemble",
    en: "At least 3 incidents of the families “Obstruction” or “Threats and verbal abuse”, counted together",
  });
  expect(entry("level-2").points[0]?.en).toBe(
    "At least 6 incidents of the families “Incivilities”, “Damage” or “Threats and verbal abuse”, counted together, and 4 for each 100 dwellings, rounded up, if that is more",
  );
});

it("names the gates that a family counts for, as the grid has them", () => {
  expect(entry("family-damage").meaning.en).toBe(
    "These incidents count towards the gates of levels 2 and 4.",
  );
  expect(entry("family-violence").meaning.en).toBe(
    "These incidents count towards the gate of level 4.",
  );
  expect(entry("family-property").meaning.en).toMatch(/towards no gate/);
});

it("lists every category under its family, those of the convention too", () => {
  const listed = sections
    .find(({ code }) => code === "families")
    ?.entries.flatMap(({ points }) => points);
  expect(listed).toEqual(
    expect.arrayContaining([...nomenclature2.categories.values()].map(({ label }) => label)),
  );
  expect(listed).toHaveLength(nomenclature2.categories.size + 1);
  expect(entry("family-incivility").points).toContainEqual(own.label);
});

it("says which numbers are small as the convention does", () => {
  const stricter = glossaryOf({ grid: 1, disclosure: { threshold: 11 } });
  expect(entry("withheld").meaning.fr).toContain("moins de 5 faits");
  expect(entry("withheld", stricter).meaning.fr).toContain("moins de 11 faits");
});

it("lets nobody take a withheld number for a zero, or for at least one: further cells are zeros at times", () => {
  const { fr, en } = entry("withheld").meaning;
  expect(fr).toContain("un zéro parfois");
  expect(en).toContain("at times a zero");
});

it("has each code once, and every word of it on the page of either language", () => {
  const entries = sections.flatMap((section) => section.entries);
  expect(new Set(entries.map(({ code }) => code)).size).toBe(entries.length);
  const page = { fr: glossaryPage(sections, "fr"), en: glossaryPage(sections, "en") };
  for (const { term, meaning } of entries) {
    for (const language of ["fr", "en"] as const) {
      expect(page[language]).toContain(`**${term[language]}**`);
      expect(page[language]).toContain(meaning[language]);
    }
  }
});
