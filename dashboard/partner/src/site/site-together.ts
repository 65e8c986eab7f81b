import { type AskedTogether, questionOf } from "@palier/dashboard-ui/graph/asked-together";
import type { Frame } from "../frame/frame";
import { countsOf } from "./counts/counts-asked";
import type { InMonth } from "./ground/section";
import {
  siteActionsDocument,
  siteAddressDocument,
  siteCountsDocument,
  siteGatesDocument,
  siteIdentityDocument,
  siteLevelDocument,
  siteReasonsDocument,
  siteWithGatesDocument,
  siteWithLevelsDocument,
  siteWithReasonsDocument,
} from "./ground/site.documents";

/**
 * What the page and the sheet ask at once of all that they ask of a site in a published month: the most that one document
 * has of what the convention shows the reader; null where none has no more than that.
 */
export function siteTogether(
  { may, visibility }: Pick<Frame, "may" | "visibility">,
  { id, month }: InMonth,
): AskedTogether | null {
  const counts = countsOf(id, month);
  const basics = [
    questionOf(siteIdentityDocument, { id }),
    questionOf(siteLevelDocument, { id, month }),
    questionOf(siteActionsDocument, { id }),
  ];
  if (!may("SITE_IDENTITY") || !may("SITE_LEVEL") || !may("ACTIONS")) return null;
  if (!may("INCIDENT_COUNTS") || !may("REASONS")) {
    return { whole: questionOf(siteWithLevelsDocument, { id, month }), parts: basics };
  }
  const counted = [...basics, questionOf(siteCountsDocument, counts)];
  if (visibility("REASONS") === "GRANTED" && may("SITE_ADDRESS")) {
    return {
      whole: questionOf(siteWithReasonsDocument, counts),
      parts: [
        ...counted,
        questionOf(siteAddressDocument, { id }),
        questionOf(siteReasonsDocument, { id, month }),
      ],
    };
  }
  return {
    whole: questionOf(siteWithGatesDocument, counts),
    parts: [...counted, questionOf(siteGatesDocument, { id, month })],
  };
}
