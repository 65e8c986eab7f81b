import { hardLevels } from "./figures";

/** Query of the map that shows levels 3 and 4 only, with what else the address keeps. */
export function mapQuery(query: string): string {
  const search = new URLSearchParams(query);
  search.set("levels", [...hardLevels].sort().join(","));
  // A comma may stand as it is in a query, and is easier to read.
  return `?${search.toString().replaceAll("%2C", ",")}`;
}
