import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import { ContributionStatus } from "./contribution-status.type.js";

@ObjectType({ simpleResolvers: true })
export class ChangeTally {
  @Field(() => Int, { nullable: true })
  before!: number | null;

  @Field(() => Int, { nullable: true })
  after!: number | null;

  @Field(() => Int, { nullable: true })
  sites!: number | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;

  @Field(() => Int, { nullable: true })
  decided!: number | null;
}

@ObjectType({ simpleResolvers: true })
export class SiteChange {
  @Field(() => ID, { nullable: true })
  id!: string | null;

  @Field(() => Int, { nullable: true })
  before!: number | null;

  @Field(() => Int, { nullable: true })
  after!: number | null;

  @Field(() => Int, { nullable: true })
  heldBefore!: number | null;

  @Field(() => Int, { nullable: true })
  heldAfter!: number | null;

  @Field(() => Int, { nullable: true })
  computedAfter!: number | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;
}

/** What the change page types of all landlords share. */
@InterfaceType("ChangePage", { autoRegisterImplementations: false })
export abstract class ChangePage {
  @Field(() => ID)
  id!: string;

  @Field(() => ContributionStatus, { nullable: true })
  status!: ContributionStatus | null;

  @Field(() => [ChangeTally], { nullable: true })
  tallies!: readonly ChangeTally[] | null;

  @Field(() => ContributionStatus, { nullable: true })
  listStatus!: ContributionStatus | null;

  @Field(() => [SiteChange], { nullable: true })
  sites!: readonly SiteChange[] | null;

  @Field(() => Int, { nullable: true })
  matching!: number | null;
}
