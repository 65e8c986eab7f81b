import {
  actionPageId,
  actionSelectionId,
  type ChangeSelection,
  changePageId,
  changeSelectionId,
  parseActionSelectionId,
  parseChangeSelectionId,
  parseSiteSelectionId,
  type Selection,
  type SiteSelection,
  sitePageId,
  siteSelectionId,
} from "@palier/schema";
import type { ResolverMap } from "@palier/subgraph-kit";
import type { TerritoryInMonth } from "../territory/territory.resolver.js";
import type { RequestContext } from "../viewer/request-context.js";
import { type ActionArguments, actionFilter } from "./action-arguments.js";
import { type ChangeArguments, changeFilter } from "./change-arguments.js";
import { LandlordList, type ListSources } from "./landlord-list.js";
import { type SiteArguments, siteFilter } from "./site-arguments.js";

/** The lists of a territory, each merged from its landlords' pages. */
export function listResolvers(
  sources: ListSources,
  slugs: readonly string[],
): ResolverMap<RequestContext> {
  const sites = new LandlordList(sources, {
    pageType: "sitePage",
    pageId: sitePageId,
    selectionId: siteSelectionId,
    parseSelectionId: parseSiteSelectionId,
  });
  const changes = new LandlordList(sources, {
    pageType: "changePage",
    pageId: changePageId,
    selectionId: changeSelectionId,
    parseSelectionId: parseChangeSelectionId,
  });
  const actions = new LandlordList(sources, {
    pageType: "actionPage",
    pageId: actionPageId,
    selectionId: actionSelectionId,
    parseSelectionId: parseActionSelectionId,
  });
  return {
    Territory: {
      sites: ({ territory, month }: TerritoryInMonth, args: SiteArguments) => {
        return { territory: territory.code, month, ...siteFilter(args, slugs) };
      },
      changes: ({ territory, month }: TerritoryInMonth, args: ChangeArguments) => {
        const filter = changeFilter(args, month, sources.published);
        return filter && { territory: territory.code, month, ...filter };
      },
      actions: ({ territory, month }: TerritoryInMonth, args: ActionArguments) => {
        return { territory: territory.code, month, ...actionFilter(args) };
      },
    },
    SiteConnection: {
      ...connection(sites),
      declared: (selection: SiteSelection) => sites.declared(selection),
    },
    LevelChangeConnection: {
      ...connection(changes),
      __resolveReference: (key: unknown, context: RequestContext) => {
        const selection = changes.byKey(key, context);
        return selection !== null && sources.published.holds(selection.since) ? selection : null;
      },
      declared: (selection: ChangeSelection) => changes.declared(selection),
    },
    ActionConnection: connection(actions),
  };
}

function connection<Filter, Place>(list: LandlordList<Filter, Place>) {
  return {
    __resolveReference: (key: unknown, context: RequestContext) => list.byKey(key, context),
    id: (selection: Selection<Filter, Place>) => list.id(selection),
    pages: (selection: Selection<Filter, Place>) => list.pages(selection),
    expected: (selection: Selection<Filter, Place>) => list.expected(selection),
  };
}
