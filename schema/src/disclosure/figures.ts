import type { Grid } from "../grid/grid.js";
import type { DwellingsChange } from "../grid/site-classifier.js";
import type { MonthNumber, MonthRange } from "../ground/month.js";
import type { Division } from "./division.js";

/** By what a landlord's figures are released to those who may not read small numbers. */
export interface DisclosureRule {
  /** A count of 1 to `threshold` − 1 is withheld. */
  readonly threshold: number;
  readonly grid: Grid;
  /** Codes of all families that are counted, in an order that never changes. */
  readonly families: readonly string[];
  /**
   * Which of several equal cells is withheld besides follows from it: the landlord's own secret, drawn
   * at random, of 32 characters at least. It is the same for all releases of a landlord, stays where
   * their true counts are, and is part of nothing that is shown or logged.
   */
  readonly key: string;
}

/** A site, as far as its figures are concerned. */
export interface CountedSite {
  readonly id: string;
  /** Names the part of a commune, inside or outside one district, that the site lies in at first. */
  readonly place: string;
  /** Other places from a month on, oldest first. */
  readonly moves?: readonly { readonly from: MonthNumber; readonly place: string }[];
  /** In the first of the months. */
  readonly dwellings: number;
  /** Other numbers of dwellings from a month on, oldest first. */
  readonly changes?: readonly DwellingsChange[];
  /** Months in which its incidents are counted; all when absent. */
  readonly span?: MonthRange;
  /**
   * From when on the landlord has it, where counts of months before came with it: its levels rest on
   * them, and nothing of them is shown, since another landlord releases them.
   */
  readonly ownFrom?: MonthNumber;
  /** By what it follows from the counts of a site that was split, where it is a part of one. */
  readonly division?: Division<string>;
  /** Sites whose counts its level takes in, from a month on: it was made of them. */
  readonly joined?: readonly { readonly id: string; readonly from: MonthNumber }[];
}

/** Incidents of one family at a site in one month. */
export interface SiteCount {
  readonly site: string;
  readonly month: MonthNumber;
  readonly family: string;
  readonly incidents: number;
}

/** An act that publishes figures: months are closed, for the first time or again. */
export interface Closing {
  /** Months whose counts are published by it. */
  readonly months: readonly MonthNumber[];
  /** Months besides of which levels may be stated otherwise: they were opened, or of other sites. */
  readonly touched?: readonly MonthNumber[];
  /** All months that are closed after it, these included. */
  readonly closedMonths: readonly MonthNumber[];
  /** All that the landlord has or had in these months and in the windows that they enter. */
  readonly sites: readonly CountedSite[];
  /** Of `months`, of closed months in no release, and those that came with sites; what is not listed is none. */
  readonly counts: readonly SiteCount[];
  /** Counts of months before it are gone, or are in no release: levels that rest on them are not looked at. */
  readonly keptFrom?: MonthNumber;
  /** What came with sites is gone of months before it: it stays what it was released as. */
  readonly recordedFrom?: MonthNumber;
}
