import type { PublicFiguresTerm } from "../convention/convention.js";
import { DomainError } from "../ground/errors.js";
import type { MonthNumber } from "../ground/month.js";
import type { CountStatus, ShownCount } from "./shown.js";

/** Why a landlord publishes no figures of a year. */
const publicFiguresRules = {
  NO_TERM: "no convention in force that this landlord has signed has `publicFigures`",
  CONVENTION_OVER: "the last day of the convention is past",
  NOT_PUBLISHED: "the convention does not publish all months of the year, or not yet",
  MONTHS_NOT_CLOSED: "figures are of twelve closed months",
  NOT_RELEASED: "months are in no release, or their counts are purged",
} as const;
export type PublicFiguresRule = keyof typeof publicFiguresRules;

export class PublicFiguresError extends DomainError {
  readonly code = "BAD_USER_INPUT";

  /** @param detail the months concerned. */
  constructor(
    readonly rule: PublicFiguresRule,
    detail?: string,
  ) {
    super(`${rule}: ${publicFiguresRules[rule]}${detail === undefined ? "." : `: ${detail}.`}`);
  }
}

/** A subtotal of a place, month and family, as readers with small numbers withheld are shown it. */
export interface YearlyPart extends ShownCount {
  readonly month: MonthNumber;
  /** INSEE code. */
  readonly commune: string;
  /** QPV code; empty outside priority districts. */
  readonly priorityDistrict: string;
  readonly family: string;
  readonly isRestated: boolean;
}

/** Incidents of a family in a commune or district in a year, as anybody is shown them. */
export interface PublicFigure {
  /** INSEE or QPV code. */
  readonly code: string;
  readonly family: string;
  readonly status: CountStatus;
  /** Rounded; null where it is withheld. */
  readonly incidents: number | null;
  /** Whether a month of it was opened and released with other numbers. */
  readonly isRestated: boolean;
}

/** What a landlord publishes of a year. */
export interface PublicFigures {
  readonly convention: {
    readonly reference: string;
    readonly version: number;
    readonly hash: string;
  };
  readonly landlord: string;
  readonly year: number;
  readonly grain: PublicFiguresTerm["grain"];
  /** What is applied: the convention's, or above its `k`. */
  readonly threshold: number;
  readonly rounding: number;
  /** When the newest release of these months was made: the same figures bear the same time. */
  readonly releasedAt: Date;
  readonly figures: readonly PublicFigure[];
}

/**
 * Each figure is a function of what the releases show of it and of nothing else: of one who reads
 * both, it narrows nothing that they withhold. So it is withheld with any part of it.
 *
 * @param smallest The convention's `k`: a part below it, shown under a smaller one, counts as withheld.
 * @param parts Those that are no true zeros, of all months of the year.
 * @param places Where the landlord has dwellings in the year; of those without a part there was nothing.
 */
export function publicFigures(
  { grain, threshold, rounding }: PublicFiguresTerm,
  smallest: number,
  of: {
    readonly parts: readonly YearlyPart[];
    readonly places: readonly Pick<YearlyPart, "commune" | "priorityDistrict">[];
    readonly families: readonly string[];
  },
): PublicFigure[] {
  const least = leastPublic({ threshold, rounding }, smallest);
  const codeOf = (place: Pick<YearlyPart, "commune" | "priorityDistrict">) =>
    grain === "COMMUNE" ? place.commune : place.priorityDistrict;
  const parts = new Map<string, YearlyPart[]>();
  const nameOf = (code: string, family: string) => JSON.stringify([code, family]);
  for (const part of of.parts) {
    const name = nameOf(codeOf(part), part.family);
    parts.set(name, [...(parts.get(name) ?? []), part]);
  }
  const codes = [...new Set([...of.places, ...of.parts].map(codeOf))].filter((code) => code !== "");
  return codes.sort().flatMap((code) =>
    of.families.map((family) => {
      const found = parts.get(nameOf(code, family)) ?? [];
      return {
        ...{ code, family, ...figureOf(found, { smallest, least, rounding }) },
        isRestated: found.some(({ isRestated }) => isRestated),
      };
    }),
  );
}

/** The least number that is shown: rounding does not lead below it. */
export function leastPublic(
  { threshold, rounding }: Pick<PublicFiguresTerm, "threshold" | "rounding">,
  smallest: number,
): number {
  return Math.ceil(Math.max(threshold, smallest) / rounding) * rounding;
}

function figureOf(
  parts: readonly ShownCount[],
  { smallest, least, rounding }: Readonly<Record<"smallest" | "least" | "rounding", number>>,
): Pick<PublicFigure, "status" | "incidents"> {
  let sum = 0;
  for (const { count } of parts) {
    if (count === null || (count > 0 && count < smallest)) return withheld;
    sum += count;
  }
  if (sum === 0) return { status: "ZERO", incidents: 0 };
  if (sum < least) return withheld;
  return { status: "VALUE", incidents: Math.round(sum / rounding) * rounding };
}

const withheld = { status: "WITHHELD", incidents: null } as const;
