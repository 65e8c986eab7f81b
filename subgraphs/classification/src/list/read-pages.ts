import {
  isLandlordSlug,
  type ListIds,
  landlordTypeNames,
  type PageKey,
  type Selection,
} from "@palier/schema";
import { isRecord } from "@palier/service";
import { listOf, onlyOfEachType, type TypeIndex } from "../border/guards.js";
import { type Absence, absenceOf } from "../contribution/landlord-answer.js";

/** What one landlord brings to a list, or why it brings nothing. */
export type LandlordPage<Content> = { readonly landlord: string } & (
  | { readonly status: "ANSWERED"; readonly content: Content }
  | { readonly status: Absence }
);

/** Why a page that came is not believed. */
export type Disbelief = Extract<Absence, "INVALID_ANSWER" | "ABOVE_DECLARED">;

/** How one kind of list is written into its landlords' pages. */
export interface PageFormat<Filter, Place, Content> extends Pick<ListIds<Filter, Place>, "pageId"> {
  readonly pageType: keyof ReturnType<typeof landlordTypeNames>;
  /** Or why it is not believed: it contradicts the selection, the order or what was declared. */
  readonly readContent: (
    page: Readonly<Record<string, unknown>>,
    key: PageKey<Filter, Place>,
  ) => Content | Disbelief;
}

/**
 * The page of each landlord that is due, in the convention's order. A page that contradicts the
 * selection or the order is not believed.
 *
 * @param representation `pages` and `expected` of a connection, as the gateway sends them.
 * @throws Error when the convention's part of it is not what the contract says.
 */
export function readPages<Filter, Place, Content>(
  format: PageFormat<Filter, Place, Content>,
  selection: Selection<Filter, Place>,
  representation: unknown,
): LandlordPage<Content>[] {
  if (!isRecord(representation) || !Array.isArray(representation.pages)) {
    throw new Error("A representation without pages");
  }
  const given = onlyOfEachType(representation.pages);
  return readExpected(representation.expected).map((landlord) =>
    readPage(format, { ...selection, landlord }, given),
  );
}

/** Whose rows the list lacks, and why. */
export function missingLandlords(pages: readonly LandlordPage<unknown>[]) {
  return pages.flatMap(({ landlord: slug, status }) =>
    status === "ANSWERED" ? [] : [{ landlord: { slug }, status }],
  );
}

/** What the landlords that answered bring. */
export function contentsOf<Content>(pages: readonly LandlordPage<Content>[]): Content[] {
  return pages.flatMap((page) => (page.status === "ANSWERED" ? [page.content] : []));
}

function readExpected(value: unknown): string[] {
  const slugs = listOf(value, (slug) => (isLandlordSlug(slug) ? slug : null));
  if (slugs === null || new Set(slugs).size < slugs.length) {
    throw new Error("A representation without the landlords expected");
  }
  return slugs;
}

function readPage<Filter, Place, Content>(
  { pageType, pageId, readContent }: PageFormat<Filter, Place, Content>,
  key: PageKey<Filter, Place>,
  given: TypeIndex,
): LandlordPage<Content> {
  const { landlord } = key;
  const page = given.get(landlordTypeNames(landlord)[pageType]);
  if (page === undefined) return { landlord, status: "NO_ANSWER" };
  if (page?.id !== pageId(key)) return { landlord, status: "INVALID_ANSWER" };
  if (page.status !== "ANSWERED") return { landlord, status: absenceOf(page.status) };
  const content = readContent(page, key);
  return isDisbelief(content)
    ? { landlord, status: content }
    : { landlord, status: "ANSWERED", content };
}

function isDisbelief(content: unknown): content is Disbelief {
  return content === "INVALID_ANSWER" || content === "ABOVE_DECLARED";
}
