import type { Month } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true })
export class LevelDecision {
  @Field(() => Int, { nullable: true })
  level!: number | null;

  @Field(() => String, { nullable: true })
  reason!: string | null;

  @Field(() => monthScalar, { nullable: true })
  from!: Month | null;

  @Field(() => monthScalar, { nullable: true })
  until!: Month | null;
}
