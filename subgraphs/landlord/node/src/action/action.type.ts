import type { ActionStatus } from "@palier/schema";
import { dayScalar } from "@palier/subgraph-kit";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";

export const actionStatusEnum: { readonly [Status in ActionStatus]: Status } = {
  PLANNED: "PLANNED",
  IN_PROGRESS: "IN_PROGRESS",
  DONE: "DONE",
  ABANDONED: "ABANDONED",
};
registerEnumType(actionStatusEnum, { name: "ActionStatus" });

@ObjectType({ simpleResolvers: true })
export class Action {
  @Field(() => ID)
  id!: string;

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
