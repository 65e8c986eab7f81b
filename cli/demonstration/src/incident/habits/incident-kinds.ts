import type { Family } from "../../course/climate.js";
import { damage } from "./damage.js";
import type { Habit } from "./habit.js";
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

const families = [incivility, damage, threat, violence, trafficking, obstruction, property];

/** Every category of the shared nomenclature. */
export const incidentKinds: readonly IncidentKind[] = families.flatMap(({ family, habits }) => {
  const total = Object.values(habits).reduce((sum, { weight }) => sum + weight, 0);
  return Object.entries(habits).map(([category, habit]) => ({
    family,
    category,
    habit,
    share: habit.weight / total,
  }));
});
