import { dayScalar } from "@palier/subgraph-kit";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Category } from "./category.type.js";

export const TimeBand = {
  MORNING: "MORNING",
  AFTERNOON: "AFTERNOON",
  EVENING: "EVENING",
  NIGHT: "NIGHT",
} as const;
export type TimeBand = keyof typeof TimeBand;
registerEnumType(TimeBand, { name: "TimeBand" });

export const IncidentPlace = {
  ENTRANCE_HALL: "ENTRANCE_HALL",
  STAIRWELL: "STAIRWELL",
  BASEMENT: "BASEMENT",
  CAR_PARK: "CAR_PARK",
  OUTDOORS: "OUTDOORS",
  ROOF: "ROOF",
  DWELLING: "DWELLING",
  SHARED_ROOM: "SHARED_ROOM",
  OTHER: "OTHER",
} as const;
export type IncidentPlace = keyof typeof IncidentPlace;
registerEnumType(IncidentPlace, { name: "IncidentPlace" });

@ObjectType({ simpleResolvers: true })
export class Incident {
  @Field(() => ID)
  id!: string;

  @Field(() => Category, { nullable: true })
  category!: Category | null;

  @Field(() => dayScalar, { nullable: true })
  day!: string | null;

  @Field(() => TimeBand, { nullable: true })
  timeBand!: TimeBand | null;

  @Field(() => IncidentPlace, { nullable: true })
  place!: IncidentPlace | null;

  @Field(() => Int, { nullable: true })
  severity!: number | null;

  @Field(() => String, { nullable: true })
  complaintReference!: string | null;
}
