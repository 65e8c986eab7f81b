import type { Family } from "../../course/climate.js";
import type { IncidentPlace, TimeBand } from "../../record/demonstration.js";
import type { Season } from "./season.js";

/** How incidents of one category come about and are written down. */
export interface Habit {
  /** Weight within its family. */
  readonly weight: number;
  readonly season: Season;
  /** Which days it falls on, besides the season. */
  readonly days: "ANY" | "WEEKEND" | "WORKDAY" | "FESTIVE";
  readonly timeBands: Weights<TimeBand>;
  readonly places: Weights<IncidentPlace>;
  /** Weights of the severities 1 to 4. */
  readonly severities: readonly [number, number, number, number];
  /** Chance that a complaint is filed, 0 to 1. */
  readonly complaint: number;
  /** Invented notes, without persons. */
  readonly narratives: readonly string[];
}

export type Weights<Key extends string> = { readonly [key in Key]?: number };

/** Habits by category of one family. */
export interface FamilyHabits {
  readonly family: Family;
  readonly habits: Readonly<Record<string, Habit>>;
}
