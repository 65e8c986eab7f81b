import { Field, ID, Int, InterfaceType, ObjectType } from "type-graphql";
import type { Site } from "../site/site.type.js";
import { ContributionStatus } from "./contribution-status.type.js";

@ObjectType({ simpleResolvers: true })
export class SiteLevel {
  @Field(() => ID, { nullable: true })
  id!: string | null;

  @Field(() => Int, { nullable: true })
  level!: number | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;
}

/** What the site page types of all landlords share. */
@InterfaceType("SitePage", { autoRegisterImplementations: false })
export abstract class SitePage {
  /** Loads the first of the sites listed, for who asks; not part of the graph. Null where none are listed. */
  firstNodes!: ((first: number) => Promise<readonly (Site | null)[]>) | null;

  @Field(() => ID)
  id!: string;

  @Field(() => ContributionStatus, { nullable: true })
  status!: ContributionStatus | null;

  @Field(() => [SiteLevel], { nullable: true })
  sites!: readonly SiteLevel[] | null;

  @Field(() => Int, { nullable: true })
  matching!: number | null;
}
