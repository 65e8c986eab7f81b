import { english as englishLanguage } from "@palier/dashboard-ui/language/english";
import { formatsOf } from "@palier/dashboard-ui/language/formats";
import { french as frenchLanguage } from "@palier/dashboard-ui/language/french";
import i18next from "i18next";
import { english } from "../words.en";
import { french } from "../words.fr";
import { condition, gridOfSmallSite } from "./gates.fixture";
import {
  computedSentence,
  gateSentence,
  nextSentence,
  type ReasonWords,
  shownSentence,
} from "./reason-sentences";

/** No-break spaces are written as spaces, for the eye. */
async function wordsOf(code: "fr" | "en") {
  const instance = i18next.createInstance();
  const resources = { translation: { site: code === "fr" ? french : english } };
  const t = await instance.init({
    lng: code,
    resources: { [code]: resources },
    interpolation: { escapeValue: false },
  });
  const format = formatsOf(code === "fr" ? frenchLanguage : englishLanguage);
  const words: ReasonWords = { t, format };
  return { words, plain: (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ") };
}

const organised = {
  level: 4,
  isMet: false,
  conditions: [
    condition("MONTHS", ["TRAFFICKING"], 6, 4),
    condition("INCIDENTS", ["VIOLENCE"], 3, 1),
    condition("INCIDENTS", ["OBSTRUCTION", "THREAT"], 3, 0),
  ],
};
const trafficking = {
  level: 3,
  isMet: true,
  conditions: [condition("MONTHS", ["TRAFFICKING"], 3, 4)],
};

it("says in plain French what a computed level rests on", async () => {
  const { words, plain } = await wordsOf("fr");
  expect(plain(computedSentence([organised, trafficking], words))).toBe(
    "Niveau 3 : des faits de trafic ont été relevés pendant 4 des 12 derniers mois (seuil : 3).",
  );
  expect(plain(computedSentence([organised], words))).toBe(
    "Niveau 1 : aucun seuil de la grille n’est atteint.",
  );
});

it("does not say which gate gives the level where a higher one, or all of them, may be met", async () => {
  const { words, plain } = await wordsOf("fr");
  const withheld = { ...organised, isMet: null };
  const sentence =
    "On ne peut dire quel seuil donne ce niveau : un nombre couvert par le secret s’en déduirait.";
  expect(plain(computedSentence([withheld, trafficking], words))).toBe(sentence);
  expect(plain(computedSentence([{ ...trafficking, isMet: null }], words))).toBe(sentence);
  expect(
    plain(computedSentence([trafficking, { ...organised, level: 2, isMet: null }], words)),
  ).toMatch(/^Niveau 3 : /);
});

it("says of each gate what was observed beside what it asks", async () => {
  const { words, plain } = await wordsOf("fr");
  expect(plain(gateSentence(organised, words))).toBe(
    "Seuil du niveau 4, non atteint : des faits de trafic ont été relevés pendant 4 des 12 derniers mois (seuil : 6), 1 fait de violence (seuil : 3) et aucun fait d’entrave ou de menace (seuil : 3).",
  );
});

it("says what a gate asks, and no value, to those who are shown none", async () => {
  const { words, plain } = await wordsOf("fr");
  const [four, three] = gridOfSmallSite;
  if (four === undefined || three === undefined) throw new Error("no gates");
  expect(plain(gateSentence(three, words))).toBe(
    "Seuil du niveau 3, atteint ; il demande des faits de trafic pendant au moins 3 des 12 derniers mois.",
  );
  expect(plain(gateSentence(four, words))).toContain(
    "non atteint ; il demande des faits de trafic pendant au moins 6 des 12 derniers mois, au moins 3 faits de violence, au moins 3 faits de dégradation et au moins 3 faits d’entrave ou de menace",
  );
});

it("says first that a level is by decision or held, and then what the grid gives", async () => {
  const { words, plain } = await wordsOf("fr");
  const shown = {
    ...({ status: "CLASSIFIED", level: 4, computedLevel: 3, heldLevel: 3 } as const),
    decision: { from: "2026-09", until: "2027-02" },
  };
  expect(plain(shownSentence(shown, words) ?? "")).toBe(
    "Le bailleur a fixé le niveau 4 par décision (septembre 2026 – février 2027) ; sans elle, le site serait au niveau 3.",
  );
  const held = { ...shown, heldLevel: 4, decision: null };
  expect(plain(shownSentence(held, words) ?? "")).toMatch(/^Le calcul du mois donne le niveau 3/);
  expect(shownSentence({ ...held, level: 3, heldLevel: 3 }, words)).toBeNull();
  expect(plain(computedSentence([organised, trafficking], words, false))).toMatch(
    /^La grille donne le niveau 3 : /,
  );
});

const damage = condition("INCIDENTS", ["DAMAGE"], 3, 9);
const fourOfViolence = (observed: number) => ({
  ...{ level: 4, isMet: false },
  conditions: [damage, condition("INCIDENTS", ["VIOLENCE"], 3, observed)],
});

it.each([
  {
    code: "fr",
    ofViolence: [
      "Seuil du niveau 4, non atteint : aucun fait de violence (seuil : 3).",
      "Seuil du niveau 4, non atteint : 1 fait de violence (seuil : 3).",
    ],
    ofMonths:
      "Seuil du niveau 3, non atteint : des faits de trafic ont été relevés pendant 2 des 12 derniers mois (seuil : 3).",
  },
  {
    code: "en",
    ofViolence: [
      "Gate of level 4, not met: no incident of violence (threshold: 3).",
      "Gate of level 4, not met: 1 incident of violence (threshold: 3).",
    ],
    ofMonths:
      "Gate of level 3, not met: incidents of trafficking were recorded in 2 of the last 12 months (threshold: 3).",
  },
] as const)(
  "says what was observed of the next gate's conditions that are not met, never as what is missing: $code",
  async ({ code, ofViolence, ofMonths }) => {
    const { words, plain } = await wordsOf(code);
    const sentence = (...gates: Parameters<typeof nextSentence>[0]) =>
      plain(nextSentence(gates, words) ?? "");
    expect([0, 1].map((observed) => sentence(fourOfViolence(observed), trafficking))).toEqual(
      ofViolence,
    );
    const months = condition("MONTHS", ["TRAFFICKING"], 3, 2);
    expect(
      sentence(fourOfViolence(0), { ...trafficking, isMet: false, conditions: [months] }),
    ).toBe(ofMonths);
  },
);

it("says nothing of a gate at or below the level that is shown", async () => {
  const { words, plain } = await wordsOf("fr");
  const two = { level: 2, isMet: true, conditions: [damage] };
  const gates = [fourOfViolence(1), { ...trafficking, isMet: false }, two];
  const above = (shownLevel: number | null) =>
    plain(nextSentence(gates, words, shownLevel) ?? "nothing").slice(0, 17);
  expect([null, 1, 2, 3, 4].map(above)).toEqual([
    ...["Seuil du niveau 3", "Seuil du niveau 3", "Seuil du niveau 3"],
    ...["Seuil du niveau 4", "nothing"],
  ]);
});

it("says what the next gate asks where which condition lacks may not be shown", async () => {
  const { words, plain } = await wordsOf("fr");
  const four = fourOfViolence(1);
  expect(nextSentence([{ ...four, isMet: true }, trafficking], words)).toBeNull();
  expect(plain(nextSentence(gridOfSmallSite.slice(0, 2), words) ?? "")).toMatch(
    /^Seuil du niveau 4, non atteint ; il demande /,
  );
  expect(plain(nextSentence([{ ...four, isMet: null }, trafficking], words) ?? "")).toMatch(
    /^Seuil du niveau 4 : /,
  );
});

it("says the same in English", async () => {
  const { words } = await wordsOf("en");
  expect(computedSentence([organised, trafficking], words)).toBe(
    "Level 3: incidents of trafficking were recorded in 4 of the last 12 months (threshold: 3).",
  );
});
