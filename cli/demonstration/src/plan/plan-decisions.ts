import type { Level, MonthNumber } from "@palier/schema";
import type { Climate } from "../course/climate.js";
import type { DemonstrationDecision } from "../record/demonstration.js";
import { Random } from "../record/random.js";
import type { GeneratedSite } from "../site/generate-sites.js";

/** A decision to be taken for a site that has stayed in one climate throughout. */
interface DecisionTemplate {
  readonly climate: Climate;
  readonly level: Level;
  readonly reason: string;
  /** Counted back from the last month; negative is later. */
  readonly fromMonthsAgo: number;
  readonly untilMonthsAgo: number;
}

/**
 * One is of the last month, one ended the month before. The two still in force leave the sites on their side of levels 3 and 4: the study's figures are
 * those of the incidents.
 */
const templates: readonly DecisionTemplate[] = [
  {
    climate: "QUIET",
    level: 2,
    reason: "Poste de gardien vacant : des signalements oraux n’ont pas été enregistrés.",
    fromMonthsAgo: 2,
    untilMonthsAgo: -3,
  },
  {
    climate: "DEALING_POINT",
    level: 4,
    reason: "Prestataires intimidés, faits non déclarés par crainte de représailles.",
    fromMonthsAgo: 0,
    untilMonthsAgo: -4,
  },
  {
    climate: "INCIVILITIES",
    level: 1,
    reason: "Faits liés au chantier voisin, terminé depuis.",
    fromMonthsAgo: 5,
    untilMonthsAgo: 1,
  },
  {
    climate: "INCIVILITIES",
    level: 3,
    reason: "Début de point de vente relevé par les partenaires, disparu en quelques semaines.",
    fromMonthsAgo: 20,
    untilMonthsAgo: 17,
  },
];

const author = "Responsable sûreté";

/** Decisions by landlord's slug, each for another site. */
export function planDecisions(
  sites: readonly GeneratedSite[],
  months: readonly MonthNumber[],
  seed: number,
): ReadonlyMap<string, readonly DemonstrationDecision[]> {
  const lastMonth = months[months.length - 1] ?? 0;
  const random = new Random(seed, "decisions");
  const decided = new Set<GeneratedSite>();
  const decisions = new Map<string, DemonstrationDecision[]>();
  for (const { climate, level, reason, fromMonthsAgo, untilMonthsAgo } of templates) {
    const chosen = random.pick(
      sites.filter((site) => isAlways(site, climate) && !decided.has(site)),
    );
    decided.add(chosen);
    const decision = {
      site: chosen.site.reference,
      level,
      reason,
      author,
      fromMonth: lastMonth - fromMonthsAgo,
      untilMonth: lastMonth - untilMonthsAgo,
    };
    decisions.set(chosen.slug, [...(decisions.get(chosen.slug) ?? []), decision]);
  }
  return decisions;
}

function isAlways({ course }: GeneratedSite, climate: Climate): boolean {
  return course.first === climate && course.turns.length === 0;
}
