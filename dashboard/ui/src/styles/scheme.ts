import { useSyncExternalStore } from "react";

/** In which colours the screens are drawn: as the system has it unless the reader has chosen. */
export const schemes = ["system", "light", "dark"] as const;
export type Scheme = (typeof schemes)[number];

const key = "palier-scheme";

/** What else the colours depend on. */
const systemWishes = [
  "prefers-color-scheme: dark",
  "prefers-contrast: more",
  "forced-colors: active",
];

const listeners = new Set<() => void>();

/** What the visitor has chosen on this machine, before anything is drawn. */
export function startScheme(): void {
  apply();
  for (const wish of systemWishes) matchMedia(`(${wish})`).addEventListener("change", tell);
  // Another tab has chosen.
  addEventListener("storage", (change) => {
    if (change.key === key) apply();
  });
}

export function chooseScheme(scheme: Scheme): void {
  localStorage.setItem(key, scheme);
  apply();
}

export function useScheme(): Scheme {
  return useSyncExternalStore(onColours, chosenScheme);
}

/**
 * Calls after every change of colours, for what is drawn without style sheets.
 *
 * @returns what ends it.
 */
export function onColours(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function chosenScheme(): Scheme {
  const kept = localStorage.getItem(key);
  return schemes.find((scheme) => scheme === kept) ?? "system";
}

/** `tokens.css` reads it. */
function apply(): void {
  const scheme = chosenScheme();
  if (scheme === "system") delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = scheme;
  tell();
}

function tell(): void {
  for (const listener of listeners) listener();
}
