import type { IncidentPlace, TimeBand } from "../../record/demonstration.js";
import type { Season } from "./season.js";

/** How incidents of one category come about and are written down. */
export interface Habit {
  /** Weight within its family. */
  readonly weight: number;
  /** Absent where every month brings as much. */
  readonly season?: Season;
  /** Which days it falls on besides; absent where any day is like another. */
  readonly days?: "WEEKEND" | "WORKDAY" | "FESTIVE";
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

/** By category of one family. */
export type Habits = Readonly<Record<string, Habit>>;
