import type { Month, PartnerKind } from "@palier/schema";
import { monthScalar } from "@palier/subgraph-kit";
import { Field, ID, Int, InterfaceType, ObjectType, registerEnumType } from "type-graphql";

const partnerKindEnum: { readonly [Kind in PartnerKind]: Kind } = {
  POLICE: "POLICE",
  JUSTICE: "JUSTICE",
  MUNICIPALITY: "MUNICIPALITY",
  LANDLORD: "LANDLORD",
  COORDINATOR: "COORDINATOR",
};
registerEnumType(partnerKindEnum, { name: "PartnerKind" });

@ObjectType({ simpleResolvers: true })
export class AccessCount {
  @Field(() => monthScalar, { nullable: true })
  month!: Month | null;

  @Field(() => partnerKindEnum, { nullable: true })
  kind!: PartnerKind | null;

  @Field(() => Int, { nullable: true })
  operations!: number | null;

  @Field(() => Int, { nullable: true })
  refused!: number | null;

  @Field(() => Int, { nullable: true })
  partlyRefused!: number | null;
}

/** What the access record types of all landlords share. */
@InterfaceType("AccessRecord", { autoRegisterImplementations: false })
export abstract class AccessRecord {
  @Field(() => ID)
  id!: string;
}
