import type { Month } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { Family } from "../incident/family.type.js";
import { Site } from "../site/site.type.js";
import type { IncidentPatternService, PatternReading } from "./incident-pattern.service.js";
import { IncidentPattern } from "./incident-pattern.type.js";

/** When and where a site's incidents took place. */
@Resolver(() => Site)
export class IncidentPatternResolver {
  constructor(private readonly patterns: IncidentPatternService) {}

  @FieldResolver(() => IncidentPattern, { nullable: true })
  incidentPattern(
    @Root() site: Site,
    @Ctx() context: PatternReading,
    @Arg("from", () => monthScalar, { nullable: true }) from: Month | null | undefined,
    @Arg("to", () => monthScalar, { nullable: true }) to: Month | null | undefined,
    @Arg("family", () => Family, { nullable: true }) family: Family | null | undefined,
  ): Promise<IncidentPattern | null> {
    return this.patterns.findPattern(site, { from, to, family }, context);
  }
}
