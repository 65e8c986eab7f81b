import type { SiteImportSummary } from "@palier/landlord-import";
import type { Convention } from "@palier/schema";
import { figure } from "@palier/schema";

/**
 * A warning for each commune or priority district of the imported sites that the convention does
 * not hold: one wrong digit takes a site out of every figure, and nothing else would say so.
 */
export function describeStraySites(
  {
    sitesByCommune,
    sitesByPriorityDistrict,
  }: Pick<SiteImportSummary, "sitesByCommune" | "sitesByPriorityDistrict">,
  { territories }: Pick<Convention, "territories">,
): string[] {
  const districts = territories.filter(({ kind }) => kind === "PRIORITY_DISTRICT");
  const others = territories.filter(({ kind }) => kind !== "PRIORITY_DISTRICT");
  const communes = new Set(others.flatMap((territory) => territory.communes));
  const districtCodes = new Set(districts.map(({ code }) => code));
  return [
    ...strays(sitesByCommune, communes).map(
      ([code, sites]) =>
        `${place(sites, `commune ${code}`)}: ${count(sites)} in no figure of a commune or of what holds it.`,
    ),
    ...strays(sitesByPriorityDistrict, districtCodes).map(
      ([code, sites]) =>
        `${place(sites, `priority district ${code}`)}: ${count(sites)} in no figure of a priority district.`,
    ),
  ];
}

function strays(sites: ReadonlyMap<string, number>, known: ReadonlySet<string>) {
  return [...sites].filter(([code]) => !known.has(code));
}

function place(sites: number, name: string): string {
  const lie = sites === 1 ? "1 site lies" : `${figure(sites)} sites lie`;
  return `Please check: ${lie} in ${name}, which is no territory of the convention`;
}

function count(sites: number): string {
  return sites === 1 ? "it counts" : "they count";
}

/** A warning for each pair of sites that may be one, because only the writing of their addresses differs. */
export function describeAlikeAddresses({
  alikeAddresses,
}: Pick<SiteImportSummary, "alikeAddresses">): string[] {
  return alikeAddresses.map(
    ({ one, other }) =>
      `Please check: sites ${one.reference} ("${one.address}") and ${other.reference} ("${other.address}") may be one.`,
  );
}
