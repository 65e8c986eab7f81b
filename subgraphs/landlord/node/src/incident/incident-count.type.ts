import type { Month } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { Family } from "./family.type.js";

export const CountStatus = { VALUE: "VALUE", ZERO: "ZERO", WITHHELD: "WITHHELD" } as const;
export type CountStatus = keyof typeof CountStatus;
registerEnumType(CountStatus, { name: "CountStatus" });

@ObjectType({ simpleResolvers: true })
export class IncidentCount {
  @Field(() => monthScalar, { nullable: true })
  month!: Month | null;

  @Field(() => Family, { nullable: true })
  family!: Family | null;

  @Field(() => Int, { nullable: true })
  count!: number | null;

  @Field(() => CountStatus, { nullable: true })
  status!: CountStatus | null;
}
