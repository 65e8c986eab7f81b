import { Field, ObjectType } from "type-graphql";
import { Incident } from "./incident.type.js";

@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean)
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true })
  endCursor!: string | null;
}

@ObjectType({ simpleResolvers: true })
export class IncidentEdge {
  @Field(() => String)
  cursor!: string;

  @Field(() => Incident, { nullable: true })
  node!: Incident | null;
}

@ObjectType({ simpleResolvers: true })
export class IncidentConnection {
  @Field(() => [IncidentEdge])
  edges!: readonly IncidentEdge[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
