import { FollowUp, IncidentTarget, TimeBand, ToldPlace } from "@palier/landlord-store";
import { dayScalar } from "@palier/subgraph-kit";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { Category } from "./category.type.js";

registerEnumType(TimeBand, { name: "TimeBand" });

registerEnumType(IncidentTarget, { name: "IncidentTarget" });

registerEnumType(FollowUp, { name: "FollowUp" });

registerEnumType(ToldPlace, { name: "IncidentPlace" });

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

  @Field(() => ToldPlace, { nullable: true })
  place!: ToldPlace | null;

  @Field(() => Int, { nullable: true })
  severity!: number | null;

  @Field(() => String, { nullable: true })
  complaintReference!: string | null;

  @Field(() => IncidentTarget, { nullable: true })
  target!: IncidentTarget | null;

  @Field(() => FollowUp, { nullable: true })
  followUp!: FollowUp | null;
}
