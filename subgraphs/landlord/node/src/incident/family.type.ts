import { registerEnumType } from "type-graphql";

/** Families of the shared nomenclature, in its order. */
export const Family = {
  INCIVILITY: "INCIVILITY",
  DAMAGE: "DAMAGE",
  THREAT: "THREAT",
  VIOLENCE: "VIOLENCE",
  TRAFFICKING: "TRAFFICKING",
  OBSTRUCTION: "OBSTRUCTION",
  PROPERTY: "PROPERTY",
} as const;
export type Family = keyof typeof Family;
registerEnumType(Family, { name: "Family" });

export const families = Object.values(Family);

export function isFamily(code: string | undefined): code is Family {
  return code !== undefined && Object.hasOwn(Family, code);
}
