import { parseActionPageId } from "../composition/action-selection.js";
import { parseChangePageId } from "../composition/change-selection.js";
import { parseSitePageId } from "../composition/site-selection.js";
import { longestSiteId } from "../ground/longest-texts.js";
import { type Month, monthNumber } from "../ground/month.js";

/** What a value of an answer is judged beside: what was asked, of whom, for whom. */
export interface Asked {
  /** Slug of the landlord that is asked; null for a subgraph of the platform's own. */
  readonly landlord: string | null;
  /** Identifier of the entity that is asked for; empty at the root. */
  readonly id: string;
  /** Arguments of the field, or of the nearest one around it that has some. */
  readonly given: Readonly<Record<string, unknown>>;
  /** The last month that anything can be of. */
  readonly lastMonth: Month;
  /** Counts of sites from 1 up to it, itself left out, are withheld from the reader; null where none is. */
  readonly threshold: number | null;
  /** The same of what landlords bring to totals. */
  readonly totalsThreshold: number | null;
}

/** What a field of an answer may hold, beyond what its type says. Null is always of the domain. */
export interface Domain {
  /** Of a leaf that is of its type: the type is looked at first. */
  readonly holds?: (value: unknown, asked: Asked) => boolean;
  /** Elements of a list. */
  readonly most?: (asked: Asked) => number;
  /**
   * A wrong value takes the object around it along: null would say something of its own there, as
   * "undetermined" or "withheld", or nobody has asked for such a row.
   */
  readonly spoilsObject?: true;
}

/** Objects, truth values and names of an enumeration: their type says it all. */
export const asTyped: Domain = {};

export function within(least: number, most: number): Domain {
  return { holds: (value) => typeof value === "number" && least <= value && value <= most };
}

/** @param longest Characters; looked at before anything walks the text. */
export function text(longest: number): Domain {
  return { holds: (value) => isText(value, longest) };
}

export function code(longest: number, pattern: RegExp): Domain {
  return { holds: (value) => isText(value, longest) && pattern.test(value) };
}

export function list(most: number | ((asked: Asked) => number)): Domain {
  return { most: typeof most === "number" ? () => most : most };
}

/** @see Domain.spoilsObject */
export function spoiling(domain: Domain): Domain {
  return { ...domain, spoilsObject: true };
}

/** A number of incidents: what is withheld from the reader is not theirs to be shown. */
export const incidents: Domain = {
  holds: (value, { threshold }) => isShownCount(value, mostIncidents, threshold),
};

/** What a landlord brings to a number of incidents: likewise, whoever adds it up. */
export const totals: Domain = {
  holds: (value, { totalsThreshold }) => isShownCount(value, mostInTotal, totalsThreshold),
};

function isShownCount(value: unknown, most: number, threshold: number | null): boolean {
  return isWithin(value, 0, most) && (threshold === null || value === 0 || value >= threshold);
}

/** The slug of whom the answer is about: a landlord speaks of nobody else. */
export const ownSlug: Domain = {
  holds: (value, { landlord }) => isText(value, 40) && (landlord === null || value === landlord),
};

/** The id of a site: a landlord's own begin with its slug. */
export const ownSiteId: Domain = {
  holds: (value, { landlord }) =>
    isText(value, longestSiteId) && (landlord === null || value.startsWith(`${landlord}:`)),
};

/** Ids of sites of one action. */
export const actionSites: Domain = { ...list(50), ...ownSiteId };

/** A month that was asked for, not after any that can be. */
export function askedMonth(byDefault: number): Domain {
  return {
    holds: (value, asked) => {
      if (typeof value !== "string" || value > asked.lastMonth) return false;
      const { month, from, to } = monthsGiven(asked);
      if (month !== null) return value === month;
      if (to !== null && value > to) return false;
      if (from !== null) return value >= from;
      return to === null || monthNumber(value) > monthNumber(to) - byDefault;
    },
  };
}

/** A month that is over. */
export const pastMonth: Domain = {
  holds: (value, { lastMonth }) => typeof value === "string" && value <= lastMonth,
};

/** A day of the months that were asked for. */
export const askedDay: Domain = {
  holds: (value, asked) => {
    const { from, to } = monthsGiven(asked);
    if (typeof value !== "string") return false;
    const month = value.slice(0, 7);
    return month <= (to ?? asked.lastMonth) && month <= asked.lastMonth && month >= (from ?? "");
  },
};

/** The argument of a list of incidents, where one is given. */
export const askedFamily: Domain = {
  holds: (value, { given: { family } }) => family == null || value === family,
};

/**
 * Rows of a list that has some for each month.
 *
 * @param byDefault Months unless `from` is given.
 * @param atMost Months that may be asked for.
 */
export function rowsOfMonths(byDefault: number, atMost: number, perMonth = 1): Domain {
  return list((asked) => {
    const { from, to } = monthsGiven(asked);
    const end = monthNumber(to ?? asked.lastMonth);
    const start = from === null ? end - byDefault + 1 : monthNumber(from);
    return Math.min(Math.max(end - start + 1, 0), atMost) * perMonth;
  });
}

/** Rows of a page of incidents. */
export const askedPage = list(({ given: { first } }) => (typeof first === "number" ? first : 0));

/** One row more than asked for tells whether others follow. */
export const sitePage = list(({ id }) => (parseSitePageId(id)?.first ?? 0) + 1);
export const changePage = list(({ id }) => (parseChangePageId(id)?.first ?? 0) + 1);
export const actionPage = list(({ id }) => (parseActionPageId(id)?.first ?? 0) + 1);

const mostIncidents = 1_000_000;
/** Of four hundred landlords: they still add up within GraphQL's Int. */
const mostInTotal = 5_000_000;

function monthsGiven({ given }: Asked) {
  const textOf = (name: string) => {
    const value = given[name];
    return typeof value === "string" ? value : null;
  };
  return { month: textOf("month"), from: textOf("from"), to: textOf("to") };
}

function isWithin(value: unknown, least: number, most: number): value is number {
  return typeof value === "number" && least <= value && value <= most;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === "string" && value.length <= longest;
}
