import {
  type Convention,
  monthNumber,
  monthsBetween,
  type PartnerKind,
  rulesOf,
} from "@palier/schema";
import { recordStyleOf } from "./file/record-styles.js";
import { calendarOf } from "./incident/calendar.js";
import { generateIncidents, type UnnumberedIncident } from "./incident/generate-incidents.js";
import { planActions } from "./plan/plan-actions.js";
import { planDecisions } from "./plan/plan-decisions.js";
import type {
  Demonstration,
  DemonstrationIncident,
  LandlordRecords,
} from "./record/demonstration.js";
import { Random } from "./record/random.js";
import { type GeneratedSite, generateSites } from "./site/generate-sites.js";
import { compareTexts } from "./site/stock-part.js";

/** Any number would do; this one is the month of the study's publication. */
export const demonstrationSeed = 202_004;

/**
 * Invents the records of every landlord of the convention over its published months. The same
 * convention and seed give the same records on every machine, whatever the order of landlords.
 *
 * @throws Error when the convention publishes no fixed months or its stock is too small.
 */
export function generateDemonstration(
  convention: Convention,
  seed: number = demonstrationSeed,
): Demonstration {
  const { publication } = convention;
  if (!("until" in publication)) throw new Error("The demonstration needs `publication.until`");
  const months = monthsBetween(monthNumber(publication.from), monthNumber(publication.until));
  const calendar = calendarOf(months);
  const sites = generateSites(convention, seed);
  const decisions = planDecisions(sites, months, seed);
  const slugs = convention.landlords.map(({ slug }) => slug).sort(compareTexts);
  return {
    rules: rulesOf(convention),
    months,
    landlords: slugs.map((slug): LandlordRecords => {
      const own = sites.filter((generated) => generated.slug === slug);
      return {
        slug,
        sites: own.map(({ site }) => site),
        incidents: numberIncidents(
          slug,
          own.flatMap((generated) =>
            generateIncidents(generated, calendar, siteStream(generated, seed, "incidents")),
          ),
        ),
        actions: own.flatMap((generated) =>
          planActions(
            generated,
            months,
            (kind, commune) => partnerAt(convention, kind, commune),
            siteStream(generated, seed, "actions"),
          ),
        ),
        decisions: decisions.get(slug) ?? [],
      };
    }),
  };
}

/** The partner of a kind that may ask about all of a commune. */
function partnerAt(
  { partners, territories }: Convention,
  kind: PartnerKind,
  commune: string,
): string | undefined {
  const around = territories
    .filter((territory) => territory.kind !== "PRIORITY_DISTRICT")
    .filter(({ code, communes }) => code === commune || communes.includes(commune))
    .map(({ code }) => code);
  const found = partners.filter((partner) => partner.kind === kind);
  return found.find(({ scope }) => scope.some((code) => around.includes(code)))?.code;
}

function siteStream({ slug, site }: GeneratedSite, seed: number, purpose: string): Random {
  return new Random(seed, purpose, slug, site.reference);
}

/** Numbers follow the days, and begin again each year. */
function numberIncidents(
  slug: string,
  incidents: readonly UnnumberedIncident[],
): DemonstrationIncident[] {
  const style = recordStyleOf(slug);
  const ranks = new Map<string, number>();
  return [...incidents]
    .sort((one, other) => compareTexts(one.day, other.day) || compareTexts(one.site, other.site))
    .map((incident) => {
      const year = incident.day.slice(0, 4);
      const rank = (ranks.get(year) ?? 0) + 1;
      ranks.set(year, rank);
      return { reference: style.incidentReference(rank, year), ...incident };
    });
}
