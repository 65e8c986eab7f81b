import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";
import { Family } from "../incident/family.type.js";
import { CountStatus } from "../incident/incident-count.type.js";
import { ContributionStatus } from "./contribution-status.type.js";

export const CountSpan = { MONTH: "MONTH", YEAR: "YEAR", YEAR_BEFORE: "YEAR_BEFORE" } as const;
export type CountSpan = keyof typeof CountSpan;
registerEnumType(CountSpan, { name: "CountSpan" });

@ObjectType({ simpleResolvers: true })
export class CountTally {
  @Field(() => Family, { nullable: true })
  family!: Family | null;

  @Field(() => CountSpan, { nullable: true })
  span!: CountSpan | null;

  @Field(() => Int, { nullable: true })
  count!: number | null;

  @Field(() => CountStatus, { nullable: true })
  status!: CountStatus | null;

  @Field(() => Boolean, { nullable: true })
  isPartial!: boolean | null;

  @Field(() => Int, { nullable: true })
  months!: number | null;
}

/** What the count contribution types of all landlords share. */
@InterfaceType("CountContribution", { autoRegisterImplementations: false })
export abstract class CountContribution {
  @Field(() => ID)
  id!: string;

  @Field(() => ContributionStatus, { nullable: true })
  status!: ContributionStatus | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;

  @Field(() => [CountTally], { nullable: true })
  counts!: readonly CountTally[] | null;
}
