import { Field, ID, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true })
export class PriorityDistrict {
  @Field(() => ID)
  code!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;
}
