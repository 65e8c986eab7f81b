import { isLandlordSlug } from "@palier/schema";

const longestSlug = 40;

/** `Liverpool 024B` → `Liverpool`: an area's name is its local authority's and a code. */
export function authorityOf(areaName: string): string {
  return areaName.trim().replace(/\s*\S+$/, "");
}

/**
 * Slugs for names, in their order: lower-case words without accents, numbered where two names give
 * the same.
 */
export function slugsOf(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const plain = slugOf(name);
    let slug = plain;
    for (let number = 2; taken.has(slug); number += 1) {
      const suffix = `-${number}`;
      slug = `${plain.slice(0, longestSlug - suffix.length)}${suffix}`;
    }
    taken.add(slug);
    return slug;
  });
}

function slugOf(name: string): string {
  const words = name
    .normalize("NFD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
  const joined = shortened(words.join("-"));
  const candidates = [joined, `authority-${joined}`, `authority-${joined}-1`];
  return candidates.map((one) => shortened(one)).find(isLandlordSlug) ?? "authority";
}

function shortened(slug: string): string {
  return slug.slice(0, longestSlug).replace(/-$/, "");
}
