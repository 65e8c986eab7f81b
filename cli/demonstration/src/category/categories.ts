import { IncidentPlace, TimeBand } from "@palier/landlord-store";
import { z } from "zod";
import { type Family, families } from "../course/climate.js";
import { readData } from "../data/read-data.js";

const weights = <Code extends string>(codes: Readonly<Record<Code, unknown>>) =>
  z.record(
    z.custom<Code>((code) => typeof code === "string" && code in codes, "write a known code"),
    z.number(),
  );

/** What landlords' agents call a thing: in a form, and in a caretakers' notebook. */
const wording = z.strictObject({ form: z.string(), notebook: z.string() });

const habit = wording.extend({
  weight: z.number(),
  season: z.string().optional(),
  days: z.enum(["WEEKEND", "WORKDAY", "FESTIVE"]).optional(),
  timeBands: weights(TimeBand),
  places: weights(IncidentPlace),
  severities: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  complaint: z.number(),
  narratives: z.array(z.string()).min(1),
});

const data = readData(
  "categories.yaml",
  z.strictObject({
    seasons: z.record(z.string(), z.array(z.number()).length(12)),
    timeBands: z.record(z.string(), wording),
    places: z.record(z.string(), wording),
    families: z.record(z.enum(families), z.record(z.string(), habit)),
  }),
);

/** How incidents of one category come about and are written down. */
export type Habit = Omit<z.output<typeof habit>, "season"> & {
  /** How much more or less each month brings, January first; absent where all bring as much. */
  readonly season: readonly number[] | undefined;
};

export interface IncidentKind {
  readonly family: Family;
  readonly category: string;
  readonly habit: Habit;
  /** Part of its family's incidents, 0 to 1. */
  readonly share: number;
}

/** Every category of the shared nomenclature. */
export const incidentKinds: readonly IncidentKind[] = families.flatMap((family) => {
  const habits = Object.entries(data.families[family]);
  const total = habits.reduce((sum, [, { weight }]) => sum + weight, 0);
  return habits.map(([category, { season, ...own }]) => ({
    family,
    category,
    habit: { ...own, season: season === undefined ? undefined : seasonOf(season) },
    share: own.weight / total,
  }));
});

function seasonOf(name: string): readonly number[] {
  const season = data.seasons[name];
  if (season === undefined) throw new Error(`categories.yaml names no season ${name}`);
  return season;
}

export type WordsByCode = Readonly<Record<string, string>>;

/** What agents of different landlords call the same thing, by code of the nomenclature. */
export interface Vocabulary {
  readonly categories?: WordsByCode;
  readonly timeBands?: WordsByCode;
  readonly places?: WordsByCode;
}

/** As in a form with a list to choose from. */
export const formWords = wordsOf("form");

/** As in a caretakers' notebook. */
export const notebookWords = wordsOf("notebook");

/** Numbers in the place of words: the nth category of the list is `F01`, `F02`, … */
export const numberedWords = {
  places: formWords.places,
  categories: Object.fromEntries(
    incidentKinds.map(({ category }, index) => [
      category,
      `F${String(index + 1).padStart(2, "0")}`,
    ]),
  ),
};

function wordsOf(of: keyof z.output<typeof wording>) {
  const byCode = (words: typeof data.places) =>
    Object.fromEntries(Object.entries(words).map(([code, word]) => [code, word[of]]));
  return {
    categories: Object.fromEntries(
      incidentKinds.map(({ category, habit: words }) => [category, words[of]]),
    ),
    timeBands: byCode(data.timeBands),
    places: byCode(data.places),
  };
}
