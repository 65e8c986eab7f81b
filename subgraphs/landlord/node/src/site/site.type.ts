import type { JoinedSite, PastDwellings } from "@palier/landlord-store";
import type { MonthNumber, MonthRange } from "@palier/schema";
import { Field, Float, ID, Int, InterfaceType, ObjectType } from "type-graphql";

@ObjectType({ simpleResolvers: true })
export class Commune {
  @Field(() => ID)
  code!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;
}

/** The landlord as other subgraphs know it: by its slug. */
@ObjectType({ simpleResolvers: true })
export class Landlord {
  @Field(() => ID)
  slug!: string;
}

@ObjectType({ simpleResolvers: true })
export class Location {
  @Field(() => Float, { nullable: true })
  longitude!: number | null;

  @Field(() => Float, { nullable: true })
  latitude!: number | null;
}

@ObjectType({ simpleResolvers: true })
export class PriorityDistrict {
  @Field(() => ID)
  code!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;
}

/** What the site types of all landlords share; fields with arguments are in the resolvers. */
@InterfaceType("Site", { autoRegisterImplementations: false })
export abstract class Site {
  /** Number of the row; not part of the graph, like the four fields below. */
  siteId!: number;

  /** In which it is in figures, as far as it is known. */
  span!: MonthRange;

  /** From which month on there are counts of it, its seller's among them. */
  countedFrom!: MonthNumber;

  /** Its dwellings until it had others, oldest first. */
  past!: readonly PastDwellings[];

  /** Sites that were merged into it. */
  joined!: readonly JoinedSite[];

  @Field(() => ID)
  id!: string;

  @Field(() => ID)
  lookup!: string;

  @Field(() => String, { nullable: true })
  name!: string | null;

  @Field(() => Commune, { nullable: true })
  commune!: Commune | null;

  @Field(() => PriorityDistrict, { nullable: true })
  priorityDistrict!: PriorityDistrict | null;

  @Field(() => String, { nullable: true })
  address!: string | null;

  @Field(() => Location, { nullable: true })
  location!: Location | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;

  @Field(() => Landlord, { nullable: true })
  landlord!: Landlord | null;
}
