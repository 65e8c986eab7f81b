import { createContext, useContext } from "react";

/** Pages that others lead to. */
export type LinkedPage =
  | "territory"
  | "map"
  | "site"
  | "sheet"
  | "compare"
  | "report"
  | "projection"
  | "rights";

/** Where they are: the shell knows, whose table holds all pages. */
export type LinkedPages = Readonly<Record<LinkedPage, { readonly path: string }>>;

export const LinksContext = createContext<LinkedPages | null>(null);

/**
 * Addresses of other pages, e.g. `linkTo("site", "lisiere:R.12", query)`.
 *
 * @throws outside of the shell.
 */
export function useLinks(): (page: LinkedPage, about?: string, rest?: string) => string {
  const pages = useContext(LinksContext);
  if (pages === null) throw new Error("no links");
  return (page, about = "", rest = "") => addressOf(pages[page].path, about) + rest;
}

/** @param about what stands in the place of the path's parameter. */
export function addressOf(path: string, about: string): string {
  return path.replace(/:\w+/, encodeURIComponent(about));
}
