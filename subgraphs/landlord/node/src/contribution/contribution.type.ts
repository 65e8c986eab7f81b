import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import { ContributionStatus } from "./contribution-status.type.js";

@ObjectType({ simpleResolvers: true })
export class LevelTally {
  @Field(() => Int, { nullable: true })
  level!: number | null;

  @Field(() => Int, { nullable: true })
  sites!: number | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;
}

/** What the contribution types of all landlords share. */
@InterfaceType("Contribution", { autoRegisterImplementations: false })
export abstract class Contribution {
  @Field(() => ID)
  id!: string;

  @Field(() => ContributionStatus, { nullable: true })
  status!: ContributionStatus | null;

  @Field(() => [LevelTally], { nullable: true })
  tallies!: readonly LevelTally[] | null;
}
