/** Side by side on a desk; more are a list. */
export const mostCompared = 4;

/** Ids of the sites to compare, as the address has them: each once, and no more than stand side by side. */
export function comparedIn(text: string | null): readonly string[] {
  const ids = (text ?? "").split(",").map(decoded).filter(Boolean);
  return [...new Set(ids)].slice(0, mostCompared);
}

/** An address may hold what was never written so. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

/** For the address; null where there are none. */
export function comparedText(ids: readonly string[]): string | null {
  // A landlord's own reference may have commas.
  return ids.length === 0
    ? null
    : ids.map((id) => id.replaceAll(/[%,]/g, encodeURIComponent)).join();
}

/** One more of them; where there is no room the one chosen last gives way. */
export function withCompared(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids : [...ids.slice(0, mostCompared - 1), id];
}
