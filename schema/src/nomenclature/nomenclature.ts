import type { Words } from "../ground/words.js";

/** One kind of incident. */
export interface Category {
  readonly code: string;
  /** Code of its family. */
  readonly family: string;
  readonly label: Words;
}

/** A group of categories; the grid's gates speak of families only. */
export interface Family {
  readonly code: string;
  readonly label: Words;
}

/** The kinds of incidents that the landlords of a convention agreed on. */
export interface Nomenclature {
  readonly version: number;
  /** In the order of the file. */
  readonly families: readonly Family[];
  /** By code, grouped by family. */
  readonly categories: ReadonlyMap<string, Category>;
}

/** @returns Code of the category's family; undefined for an unknown category. */
export function familyOf(nomenclature: Nomenclature, category: string): string | undefined {
  return nomenclature.categories.get(category)?.family;
}
