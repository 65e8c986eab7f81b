import { type RestatementReason, restatementReasons } from "@palier/landlord-store";
import type { Month } from "@palier/schema";
import { dayScalar, monthScalar } from "@palier/subgraph-kit";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";

export const restatementReasonEnum = Object.fromEntries(
  restatementReasons.map((reason) => [reason, reason]),
) as { readonly [Reason in RestatementReason]: Reason };
registerEnumType(restatementReasonEnum, { name: "RestatementReason" });

@ObjectType({ simpleResolvers: true })
export class LevelRestatement {
  @Field(() => monthScalar, { nullable: true })
  month!: Month | null;

  @Field(() => Int, { nullable: true })
  formerLevel!: number | null;

  @Field(() => dayScalar, { nullable: true })
  restatedOn!: string | null;

  @Field(() => restatementReasonEnum, { nullable: true })
  reason!: RestatementReason | null;
}
