import { hasWords } from "@palier/dashboard-ui/language/has-words";
import type { GlossaryQuery } from "../generated/graphql";

export type GlossarySections = NonNullable<NonNullable<GlossaryQuery["convention"]>["glossary"]>;

/** The sections with the terms that are looked for; without those that have none. All of a section whose title has the words. */
export function soughtIn(sections: GlossarySections, typed: string): GlossarySections {
  return sections.flatMap((section) => {
    if (hasWords([section.title], typed)) return [section];
    const entries = section.entries?.filter(({ term, meaning, points }) =>
      hasWords([term, meaning, ...(points ?? [])], typed),
    );
    return entries === undefined || entries === null || entries.length === 0
      ? []
      : [{ ...section, entries }];
  });
}
