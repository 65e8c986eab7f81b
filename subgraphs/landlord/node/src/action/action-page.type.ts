import type { ActionStatus } from "@palier/schema";
import { dayScalar } from "@palier/subgraph-kit";
import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import { ContributionStatus } from "../contribution/contribution-status.type.js";
import { actionStatusEnum } from "./action.type.js";

@ObjectType({ simpleResolvers: true })
export class SiteAction {
  @Field(() => ID, { nullable: true })
  site!: string | null;

  @Field(() => [ID], { nullable: true })
  sites!: readonly string[] | null;

  @Field(() => ID, { nullable: true })
  id!: string | null;

  @Field(() => Int, { nullable: true })
  axis!: number | null;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => actionStatusEnum, { nullable: true })
  status!: ActionStatus | null;

  @Field(() => dayScalar, { nullable: true })
  dueDate!: string | null;

  @Field(() => String, { nullable: true })
  responsibleParty!: string | null;

  @Field(() => String, { nullable: true })
  partner!: string | null;

  @Field(() => dayScalar, { nullable: true })
  changedOn!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class ActionTally {
  @Field(() => Int, { nullable: true })
  axis!: number | null;

  @Field(() => actionStatusEnum, { nullable: true })
  status!: ActionStatus | null;

  @Field(() => Int, { nullable: true })
  actions!: number | null;
}

/** What the action page types of all landlords share. */
@InterfaceType("ActionPage", { autoRegisterImplementations: false })
export abstract class ActionPage {
  @Field(() => ID)
  id!: string;

  @Field(() => ContributionStatus, { nullable: true })
  status!: ContributionStatus | null;

  @Field(() => [SiteAction], { nullable: true })
  actions!: readonly SiteAction[] | null;

  @Field(() => [ActionTally], { nullable: true })
  tallies!: readonly ActionTally[] | null;
}
