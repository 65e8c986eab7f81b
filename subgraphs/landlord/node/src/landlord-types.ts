import { landlordTypeNames } from "@palier/schema";
import { type ClassType, ObjectType } from "type-graphql";
import { AccessRecord } from "./access-record/access-record.type.js";
import { ActionPage } from "./action/action-page.type.js";
import { ChangePage } from "./contribution/change-page.type.js";
import { Contribution } from "./contribution/contribution.type.js";
import { CountContribution } from "./contribution/count-contribution.type.js";
import { SitePage } from "./contribution/site-page.type.js";
import { Site } from "./site/site.type.js";

/** The object types that a landlord has under a name of its own. */
export interface LandlordTypes {
  readonly Site: ClassType<Site>;
  readonly Contribution: ClassType<Contribution>;
  readonly CountContribution: ClassType<CountContribution>;
  readonly SitePage: ClassType<SitePage>;
  readonly ChangePage: ClassType<ChangePage>;
  readonly ActionPage: ClassType<ActionPage>;
  readonly AccessRecord: ClassType<AccessRecord>;
}

const declared = new Map<string, LandlordTypes>();

/**
 * Declares the landlord's types, `LisiereSite` and so on, once for each slug: type-graphql keeps
 * what is declared for as long as the process runs.
 */
export function declareLandlordTypes(slug: string): LandlordTypes {
  const known = declared.get(slug);
  if (known !== undefined) return known;
  const names = landlordTypeNames(slug);

  @ObjectType(names.site, { implements: Site, simpleResolvers: true })
  class LandlordSite extends Site {}

  @ObjectType(names.contribution, { implements: Contribution, simpleResolvers: true })
  class LandlordContribution extends Contribution {}

  @ObjectType(names.countContribution, {
    implements: CountContribution,
    simpleResolvers: true,
  })
  class LandlordCountContribution extends CountContribution {}

  @ObjectType(names.sitePage, { implements: SitePage, simpleResolvers: true })
  class LandlordSitePage extends SitePage {}

  @ObjectType(names.changePage, { implements: ChangePage, simpleResolvers: true })
  class LandlordChangePage extends ChangePage {}

  @ObjectType(names.actionPage, { implements: ActionPage, simpleResolvers: true })
  class LandlordActionPage extends ActionPage {}

  @ObjectType(names.accessRecord, { implements: AccessRecord, simpleResolvers: true })
  class LandlordAccessRecord extends AccessRecord {}

  const types = {
    Site: LandlordSite,
    Contribution: LandlordContribution,
    CountContribution: LandlordCountContribution,
    SitePage: LandlordSitePage,
    ChangePage: LandlordChangePage,
    ActionPage: LandlordActionPage,
    AccessRecord: LandlordAccessRecord,
  };
  declared.set(slug, types);
  return types;
}
