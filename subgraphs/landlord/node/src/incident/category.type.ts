import type { Words } from "@palier/schema";
import { Field, ID, ObjectType, registerEnumType } from "type-graphql";
import { Family } from "./family.type.js";

export const Language = { FRENCH: "FRENCH", ENGLISH: "ENGLISH" } as const;
export type Language = keyof typeof Language;
registerEnumType(Language, { name: "Language" });

@ObjectType({ simpleResolvers: true })
export class Category {
  /** Both names; the graph gives the one asked for. */
  names!: Words | null;

  @Field(() => ID)
  code!: string;

  @Field(() => Family, { nullable: true })
  family!: Family | null;
}
