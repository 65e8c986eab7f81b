import { type AskedTogether, questionOf } from "@palier/dashboard-ui/graph/asked-together";
import type { Frame } from "../frame/frame";
import { countsOf } from "../site/counts/counts-asked";
import {
  compareCountsDocument,
  compareGatesDocument,
  compareIdentitiesDocument,
  compareLevelsDocument,
  compareReasonsDocument,
  compareWithGatesDocument,
  compareWithLevelsDocument,
  compareWithReasonsDocument,
} from "./compare.documents";
import { placesOf } from "./use-compared";
import { levelsOf } from "./use-levels";
import type { OfSites } from "./use-names";

/**
 * What the comparison asks at once of all that it asks: the most that one document has of what the convention shows the
 * reader; null where none has no more than that.
 */
export function comparedTogether(
  { may, visibility }: Pick<Frame, "may" | "visibility">,
  { ids, month }: OfSites,
): AskedTogether | null {
  if (!may("SITE_IDENTITY") || !may("SITE_LEVEL")) return null;
  const places = placesOf(ids);
  const [levels, counts] = [levelsOf(month), comparedCountsOf(month)];
  const basics = [
    questionOf(compareIdentitiesDocument, places),
    questionOf(compareLevelsDocument, { ...places, ...levels }),
  ];
  if (!may("INCIDENT_COUNTS") || !may("REASONS")) {
    return {
      whole: questionOf(compareWithLevelsDocument, { ...places, ...levels }),
      parts: basics,
    };
  }
  const hasValues = visibility("REASONS") === "GRANTED";
  const all = { ...places, ...levels, ...counts };
  const reasons = { ...places, month };
  return {
    whole: hasValues
      ? questionOf(compareWithReasonsDocument, all)
      : questionOf(compareWithGatesDocument, all),
    parts: [
      ...basics,
      questionOf(compareCountsDocument, { ...places, ...counts }),
      hasValues
        ? questionOf(compareReasonsDocument, reasons)
        : questionOf(compareGatesDocument, reasons),
    ],
  };
}

/** What counts are asked with, beside the sites. */
export function comparedCountsOf(month: string) {
  return { month, countedFrom: countsOf("", month).from };
}
