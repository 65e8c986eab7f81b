import { soughtIn } from "./sought-in";

const sections = [
  {
    code: "levels",
    title: "Niveaux",
    entries: [
      {
        code: "level-4",
        term: "Niveau 4",
        meaning: "Le seuil est atteint :",
        points: ["six mois de trafics"],
      },
      { code: "undetermined", term: "Indéterminé", meaning: "Sans niveau.", points: [] },
    ],
  },
  {
    code: "families",
    title: "Familles de faits",
    entries: [
      { code: "family-damage", term: "Dégradations", meaning: "", points: ["Tags et graffitis"] },
    ],
  },
];

function codes(typed: string): readonly string[] {
  return soughtIn(sections, typed).flatMap(({ entries }) =>
    (entries ?? []).map(({ code }) => code),
  );
}

it("shows everything before anything is typed", () => {
  expect(soughtIn(sections, " ")).toEqual(sections);
});

it("finds a term by itself, its meaning or its points, however accents and capitals are typed", () => {
  expect(codes("INDETERMINE")).toEqual(["undetermined"]);
  expect(codes("trafics mois")).toEqual(["level-4"]);
  expect(codes("graffiti")).toEqual(["family-damage"]);
});

it("shows a whole section by its title, and no section without a term", () => {
  expect(codes("familles")).toEqual(["family-damage"]);
  expect(soughtIn(sections, "xyz")).toEqual([]);
});
