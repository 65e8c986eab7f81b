import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Family } from "../incident/family.type.js";

export const GateMeasure = { INCIDENTS: "INCIDENTS", MONTHS: "MONTHS" } as const;
export type GateMeasure = keyof typeof GateMeasure;
registerEnumType(GateMeasure, { name: "GateMeasure" });

@ObjectType({ simpleResolvers: true })
export class GateCondition {
  @Field(() => GateMeasure, { nullable: true })
  measure!: GateMeasure | null;

  @Field(() => [Family], { nullable: true })
  families!: readonly Family[] | null;

  @Field(() => Int, { nullable: true })
  threshold!: number | null;

  @Field(() => Int, { nullable: true })
  observed!: number | null;

  @Field(() => Boolean, { nullable: true })
  met!: boolean | null;
}

@ObjectType({ simpleResolvers: true })
export class Gate {
  @Field(() => Int, { nullable: true })
  level!: number | null;

  @Field(() => Boolean, { nullable: true })
  met!: boolean | null;

  @Field(() => [GateCondition], { nullable: true })
  conditions!: readonly GateCondition[] | null;
}
