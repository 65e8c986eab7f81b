import type { Month } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from "type-graphql";
import { Site } from "../site/site.type.js";
import { Family } from "./family.type.js";
import type { IncidentReading, IncidentService } from "./incident.service.js";
import { IncidentConnection } from "./incident-connection.type.js";
import type { CountReading, IncidentCountService } from "./incident-count.service.js";
import { IncidentCount } from "./incident-count.type.js";

/** A site's incidents and their counts. */
@Resolver(() => Site)
export class IncidentResolver {
  constructor(
    private readonly pages: IncidentService,
    private readonly counts: IncidentCountService,
  ) {}

  @FieldResolver(() => [IncidentCount], { nullable: true })
  incidentCounts(
    @Root() site: Site,
    @Ctx() context: CountReading,
    @Arg("from", () => monthScalar, { nullable: true }) from: Month | null | undefined,
    @Arg("to", () => monthScalar, { nullable: true }) to: Month | null | undefined,
  ): Promise<IncidentCount[] | null> {
    return this.counts.findCounts(site, { from, to }, context);
  }

  @FieldResolver(() => IncidentConnection, { nullable: true })
  incidents(
    @Root() site: Site,
    @Ctx() context: IncidentReading,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
    @Arg("after", () => String, { nullable: true }) after: string | null | undefined,
    @Arg("from", () => monthScalar, { nullable: true }) from: Month | null | undefined,
    @Arg("to", () => monthScalar, { nullable: true }) to: Month | null | undefined,
    @Arg("family", () => Family, { nullable: true }) family: Family | null | undefined,
  ): Promise<IncidentConnection | null> {
    return this.pages.findPage(site, { first, after, from, to, family }, context);
  }
}
