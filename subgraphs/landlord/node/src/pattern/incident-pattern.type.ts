import { TimeBand, ToldPlace } from "@palier/landlord-store";
import type { Month } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Family } from "../incident/family.type.js";

const notRecorded = { NOT_RECORDED: "NOT_RECORDED" } as const;

export const PatternTimeBand = { ...TimeBand, ...notRecorded } as const;
export type PatternTimeBand = keyof typeof PatternTimeBand;
registerEnumType(PatternTimeBand, { name: "PatternTimeBand" });

/** From the first day of the week on. */
export const PatternWeekday = {
  MONDAY: "MONDAY",
  TUESDAY: "TUESDAY",
  WEDNESDAY: "WEDNESDAY",
  THURSDAY: "THURSDAY",
  FRIDAY: "FRIDAY",
  SATURDAY: "SATURDAY",
  SUNDAY: "SUNDAY",
  ...notRecorded,
} as const;
export type PatternWeekday = keyof typeof PatternWeekday;
registerEnumType(PatternWeekday, { name: "PatternWeekday" });

export const PatternPlace = { ...ToldPlace, ...notRecorded } as const;
export type PatternPlace = keyof typeof PatternPlace;
registerEnumType(PatternPlace, { name: "PatternPlace" });

@ObjectType({ simpleResolvers: true })
export class PatternMonth {
  @Field(() => monthScalar, { nullable: true })
  month!: Month | null;

  @Field(() => Int, { nullable: true })
  incidents!: number | null;
}

@ObjectType({ simpleResolvers: true })
export class PatternTime {
  @Field(() => PatternTimeBand, { nullable: true })
  timeBand!: PatternTimeBand | null;

  @Field(() => PatternWeekday, { nullable: true })
  weekday!: PatternWeekday | null;

  @Field(() => Int, { nullable: true })
  incidents!: number | null;
}

@ObjectType({ simpleResolvers: true })
export class PatternPlaceCount {
  @Field(() => PatternPlace, { nullable: true })
  place!: PatternPlace | null;

  @Field(() => Int, { nullable: true })
  incidents!: number | null;
}

@ObjectType({ simpleResolvers: true })
export class PatternFamily {
  @Field(() => Family, { nullable: true })
  family!: Family | null;

  @Field(() => Int, { nullable: true })
  incidents!: number | null;
}

@ObjectType({ simpleResolvers: true })
export class IncidentPattern {
  @Field(() => Int, { nullable: true })
  incidents!: number | null;

  @Field(() => [PatternMonth], { nullable: true })
  months!: readonly PatternMonth[] | null;

  @Field(() => [PatternTime], { nullable: true })
  times!: readonly PatternTime[] | null;

  @Field(() => [PatternPlaceCount], { nullable: true })
  places!: readonly PatternPlaceCount[] | null;

  @Field(() => [PatternFamily], { nullable: true })
  families!: readonly PatternFamily[] | null;
}
