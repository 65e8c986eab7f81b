import { inTurn } from "@palier/test-support";
import { Visitor } from "../visitor.js";
import { loadPage, pathsOfPages } from "./page-load.js";

/** Of a good page, by the web's own measure, it is below 0.1. */
const mostShift = 0.05;

/**
 * Questions of each page before anybody touches it. Three are aimed at: docs/dashboard.md says why some ask more, and
 * none may ask more than it does.
 */
const mostQuestions: Readonly<Record<string, number>> = {
  ...{ territory: 7, map: 5, actions: 3, patrol: 2, report: 13 },
  ...{ site: 2, sheet: 2, compare: 2, access: 2, rights: 2 },
};

const readers = [
  ["police-melun", "247700057"],
  ["mairie-dammarie", "77152"],
] as const;

it.each(inTurn(readers, 2))(
  "gives %s pages that do not jump, begin at their top and ask no more than they need",
  async (account, territory) => {
    const visitor = await Visitor.as(account, { path: "/rights" });
    const paths = await pathsOfPages(visitor, territory);
    expect(Object.keys(paths).toSorted()).toEqual(Object.keys(mostQuestions).toSorted());
    const tooMuch: unknown[] = [];
    for (const [name, path] of Object.entries(paths)) {
      const load = await loadPage(visitor, path);
      const { shift, questions, scrolledPx } = load;
      const isGood =
        shift <= mostShift &&
        questions > 0 &&
        questions <= (mostQuestions[name] ?? 0) &&
        scrolledPx === 0;
      if (!isGood) tooMuch.push({ name, ...load });
    }
    expect(tooMuch).toEqual([]);
    expect(visitor.record.problems).toEqual([]);
  },
);
