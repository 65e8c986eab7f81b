import type { Family } from "../generated/graphql";

/** In an order that puts side by side what the grid counts together, the gravest first. */
export const families: readonly Family[] = [
  "TRAFFICKING",
  "VIOLENCE",
  "OBSTRUCTION",
  "THREAT",
  "DAMAGE",
  "INCIVILITY",
  "PROPERTY",
];

export function isFamily(text: string | null): text is Family {
  return families.some((family) => family === text);
}
