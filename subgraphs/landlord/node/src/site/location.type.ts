import { Field, Float, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true })
export class Location {
  @Field(() => Float, { nullable: true })
  longitude!: number | null;

  @Field(() => Float, { nullable: true })
  latitude!: number | null;
}
