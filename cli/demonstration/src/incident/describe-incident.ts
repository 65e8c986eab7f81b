import type { Habit } from "../category/categories.js";
import type { DemonstrationIncident } from "../record/demonstration.js";
import type { Random } from "../record/random.js";

type Details = Omit<DemonstrationIncident, "reference" | "site" | "day" | "category">;

const severities = [1, 2, 3, 4] as const;

const reporters = [
  { name: "Gardien", weight: 45 },
  { name: "Locataire", weight: 28 },
  { name: "Agence", weight: 12 },
  { name: "Prestataire", weight: 9 },
  { name: "Amicale des locataires", weight: 6 },
];

/** What was or will be done about it; most notes do not say. */
const followUps = [
  "Photo jointe à la fiche.",
  "Suivi par l'agence.",
  "Deuxième signalement du mois.",
];
const followUpChance = 0.25;

/** The rest of a record whose day and category are known. */
export function describeIncident(habit: Habit, day: string, random: Random): Details {
  return {
    timeBand: drawKey(habit.timeBands, random),
    place: drawKey(habit.places, random),
    severity: random.pickWeighted(severities, (severity) => habit.severities[severity - 1] ?? 0),
    complaint: random.chance(habit.complaint) ? complaintReference(day, random) : null,
    reporter: random.pickWeighted(reporters, ({ weight }) => weight).name,
    narrative: narrate(habit.narratives, random),
  };
}

function drawKey<Key extends string>(weights: Readonly<Record<Key, number>>, random: Random): Key {
  const keys = Object.keys(weights) as Key[];
  return random.pickWeighted(keys, (key) => weights[key]);
}

function complaintReference(day: string, random: Random): string {
  return `${day.slice(0, 4)}/${String(random.integer(1, 99_999)).padStart(6, "0")}`;
}

function narrate(narratives: readonly string[], random: Random): string {
  const note = random.pick(narratives);
  return random.chance(followUpChance) ? `${note} ${random.pick(followUps)}` : note;
}
