import type { ListIds, Selection } from "@palier/schema";
import type { PublishedMonths } from "../publication/published-months.js";
import {
  type ExpectedLandlord,
  expectedContribution,
  type TerritoryDirectory,
} from "../territory/territory-directory.js";
import type { ViewerTerritories } from "../territory/viewer-territories.js";
import type { RequestContext } from "../viewer/request-context.js";

/** How one kind of list names its selections and its landlords' pages. */
export interface ListKind<Filter, Place>
  extends Pick<ListIds<Filter, Place>, "pageId" | "selectionId" | "parseSelectionId"> {
  readonly pageType: keyof ExpectedLandlord["types"];
}

/** What lists of every kind are made from. */
export interface ListSources {
  readonly territories: Pick<TerritoryDirectory, "find" | "expected">;
  readonly seen: Pick<ViewerTerritories, "find">;
  readonly published: Pick<PublishedMonths, "holds" | "span">;
}

/** Selections of a territory's rows, as references to the pages of the landlords that hold them. */
export class LandlordList<Filter, Place> {
  constructor(
    private readonly sources: ListSources,
    private readonly kind: ListKind<Filter, Place>,
  ) {}

  /** What the gateway's key stands for; null for a selection that is not there for who asks. */
  byKey(representation: unknown, context: RequestContext): Selection<Filter, Place> | null {
    const selection = hasId(representation) ? this.kind.parseSelectionId(representation.id) : null;
    if (selection === null || !this.sources.published.holds(selection.month)) return null;
    return this.sources.seen.find(selection.territory, context) === null ? null : selection;
  }

  id(selection: Selection<Filter, Place>): string {
    return this.kind.selectionId(selection);
  }

  /** One for each landlord that is due there, or for the one that was asked for. */
  pages(selection: Selection<Filter, Place>) {
    return this.#due(selection).map(({ landlord, types }) => ({
      __typename: types[this.kind.pageType],
      id: this.kind.pageId({ ...selection, landlord: landlord.slug }),
    }));
  }

  /** Slugs, in the convention's order. */
  expected(selection: Selection<Filter, Place>): string[] {
    return this.#due(selection).map(({ landlord }) => landlord.slug);
  }

  /** How much of these landlords' pages is believed. */
  declared(selection: Selection<Filter, Place>) {
    const { territory, month } = selection;
    return this.#due(selection).map((each) => expectedContribution(each, territory, month));
  }

  #due(selection: Selection<Filter, Place>): readonly ExpectedLandlord[] {
    const territory = this.sources.territories.find(selection.territory);
    const expected = territory === null ? [] : this.sources.territories.expected(territory);
    return expected.filter(({ landlord }) => [null, landlord.slug].includes(selection.landlord));
  }
}

function hasId(value: unknown): value is { id: string } {
  return (
    typeof value === "object" && value !== null && "id" in value && typeof value.id === "string"
  );
}
