import type { ShownDecision } from "@palier/landlord-store";
import type { Month } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Arg, Ctx, FieldResolver, Resolver, Root } from "type-graphql";
import { toLevelDecision } from "../decision/decision-presentation.js";
import { LevelDecision } from "../decision/level-decision.type.js";
import type { Loader } from "../request/loading.js";
import { Site } from "../site/site.type.js";
import type { Answering } from "../viewer/audience.js";
import type { ClassificationReading, ClassificationService } from "./classification.service.js";
import { Classification } from "./classification.type.js";
import type { GateReading, GateService } from "./gate.service.js";
import { Gate } from "./gate.type.js";

/** A site's classifications. */
@Resolver(() => Site)
export class SiteClassificationResolver {
  constructor(private readonly classifications: ClassificationService) {}

  @FieldResolver(() => Classification, { nullable: true })
  classification(
    @Root() site: Site,
    @Ctx() context: ClassificationReading,
    @Arg("month", () => monthScalar, { nullable: true }) month: Month | null | undefined,
  ): Promise<Classification | null> {
    return this.classifications.findAt(site, month, context);
  }

  @FieldResolver(() => [Classification], { nullable: true })
  history(
    @Root() site: Site,
    @Ctx() context: ClassificationReading,
    @Arg("from", () => monthScalar, { nullable: true }) from: Month | null | undefined,
    @Arg("to", () => monthScalar, { nullable: true }) to: Month | null | undefined,
  ): Promise<Classification[]> {
    return this.classifications.findHistory(site, { from, to }, context);
  }
}

/** What decisions are read by. */
export interface DecisionReading extends Answering {
  /** By number. */
  readonly decisions: Loader<number, ShownDecision | null>;
}

/** What a classification rests on. */
@Resolver(() => Classification)
export class ClassificationResolver {
  constructor(private readonly gatesOf: GateService) {}

  @FieldResolver(() => LevelDecision, { nullable: true })
  async decision(
    @Root() { decisionId }: Classification,
    @Ctx() { decisions, conditions }: DecisionReading,
  ): Promise<LevelDecision | null> {
    const row = decisionId === null ? null : await decisions.load(decisionId);
    return row && toLevelDecision(row, conditions);
  }

  @FieldResolver(() => [Gate], { nullable: true })
  gates(
    @Root() classification: Classification,
    @Ctx() context: GateReading,
  ): Promise<Gate[] | null> {
    return this.gatesOf.findGates(classification, context);
  }
}
