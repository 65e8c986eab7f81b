/** Why the visitor asks for incident detail; stated once, for as long as the tab lives. */
const key = "palier-purpose";

export function readPurpose(): string | null {
  return sessionStorage.getItem(key);
}

export function keepPurpose(purpose: string | null): void {
  if (purpose === null) sessionStorage.removeItem(key);
  else sessionStorage.setItem(key, purpose);
}
