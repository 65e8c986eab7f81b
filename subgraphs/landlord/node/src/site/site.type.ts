import { Field, ID, Int, InterfaceType } from "type-graphql";
import { Commune } from "./commune.type.js";
import { Landlord } from "./landlord.type.js";
import { Location } from "./location.type.js";
import { PriorityDistrict } from "./priority-district.type.js";

/** What the site types of all landlords share; fields with arguments are in the resolvers. */
@InterfaceType("Site", { autoRegisterImplementations: false })
export abstract class Site {
  /** Number of the row; not part of the graph. */
  siteId!: number;

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
