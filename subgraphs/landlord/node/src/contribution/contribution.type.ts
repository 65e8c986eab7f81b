import type { RestatementReason, TerritoryScope } from "@palier/landlord-store";
import { dayScalar } from "@palier/subgraph-kit";
import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import { restatementReasonEnum } from "../restatement/restatement.type.js";
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

@ObjectType({ simpleResolvers: true })
export class FormerTallies {
  @Field(() => dayScalar, { nullable: true })
  restatedOn!: string | null;

  @Field(() => restatementReasonEnum, { nullable: true })
  reason!: RestatementReason | null;

  @Field(() => [LevelTally], { nullable: true })
  tallies!: readonly LevelTally[] | null;
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

  /** What it is of; null where nothing is told. Not part of the graph. */
  scope!: TerritoryScope | null;
}
