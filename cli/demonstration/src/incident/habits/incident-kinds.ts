import { type Family, families } from "../../course/climate.js";
import { damage } from "./damage.js";
import type { Habit, Habits } from "./habit.js";
import { threat, violence } from "./harm.js";
import { incivility } from "./incivility.js";
import { obstruction, property, trafficking } from "./parallel-economy.js";

export interface IncidentKind {
  readonly family: Family;
  readonly category: string;
  readonly habit: Habit;
  /** Part of its family's incidents, 0 to 1. */
  readonly share: number;
}

const habitsOf: Readonly<Record<Family, Habits>> = {
  INCIVILITY: incivility,
  DAMAGE: damage,
  THREAT: threat,
  VIOLENCE: violence,
  TRAFFICKING: trafficking,
  OBSTRUCTION: obstruction,
  PROPERTY: property,
};

/** Every category of the shared nomenclature. */
export const incidentKinds: readonly IncidentKind[] = families.flatMap((family) => {
  const habits = Object.entries(habitsOf[family]);
  const total = habits.reduce((sum, [, { weight }]) => sum + weight, 0);
  return habits.map(([category, habit]) => ({
    family,
    category,
    habit,
    share: habit.weight / total,
  }));
});
