import { Arg, FieldResolver, Resolver, Root } from "type-graphql";
import { Category, Language } from "./category.type.js";

/** Names of categories. */
@Resolver(() => Category)
export class CategoryResolver {
  @FieldResolver(() => String, { nullable: true })
  label(
    @Root() { names }: Category,
    @Arg("language", () => Language, { defaultValue: Language.FRENCH }) language: Language,
  ): string | null {
    if (names === null) return null;
    return language === Language.FRENCH ? names.fr : names.en;
  }
}
