import { Field, ID, ObjectType } from "type-graphql";

/** The landlord as other subgraphs know it: by its slug. */
@ObjectType({ simpleResolvers: true })
export class Landlord {
  @Field(() => ID)
  slug!: string;
}
