import type { Month, MonthNumber, MonthRange } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import type { Site } from "../site/site.type.js";

export const ClassificationStatus = {
  CLASSIFIED: "CLASSIFIED",
  UNDETERMINED: "UNDETERMINED",
} as const;
export type ClassificationStatus = keyof typeof ClassificationStatus;
registerEnumType(ClassificationStatus, { name: "ClassificationStatus" });

/** What is shown of a closed month; `decision` and `gates` are resolved when asked for. */
@ObjectType({ simpleResolvers: true })
export class Classification {
  /** What it is the classification of; not part of the graph, like the three fields below. */
  site!: Site;

  monthNumber!: MonthNumber;

  /** Months whose counts hold the window; one range for a whole history, so that it is read once. */
  counted!: MonthRange;

  decisionId!: number | null;

  @Field(() => monthScalar, { nullable: true })
  month!: Month | null;

  @Field(() => ClassificationStatus, { nullable: true })
  status!: ClassificationStatus | null;

  @Field(() => Int, { nullable: true })
  level!: number | null;

  @Field(() => Int, { nullable: true })
  computedLevel!: number | null;

  @Field(() => Int, { nullable: true })
  heldLevel!: number | null;

  @Field(() => monthScalar, { nullable: true })
  since!: Month | null;

  @Field(() => Int, { nullable: true })
  gridVersion!: number | null;

  @Field(() => Int, { nullable: true })
  closedMonths!: number | null;

  @Field(() => Int, { nullable: true })
  dwellings!: number | null;
}
