import { english } from "@palier/dashboard-ui/language/english";
import { french } from "@palier/dashboard-ui/language/french";
import type { Language } from "@palier/dashboard-ui/language/language";
import type { ParseKeys } from "i18next";
import type { ComponentType } from "react";
import { mayReadCounts } from "../access/may-read-counts";
import { english as accessEn } from "../access/words.en";
import { french as accessFr } from "../access/words.fr";
import { english as actionsEn } from "../actions/words.en";
import { french as actionsFr } from "../actions/words.fr";
import { english as breakdownEn } from "../breakdown/words.en";
import { french as breakdownFr } from "../breakdown/words.fr";
import { english as changesEn } from "../changes/words.en";
import { french as changesFr } from "../changes/words.fr";
import { english as compareEn } from "../compare/words.en";
import { french as compareFr } from "../compare/words.fr";
import { english as countsEn } from "../counts/words.en";
import { french as countsFr } from "../counts/words.fr";
import { english as figuresEn } from "../figures/words.en";
import { french as figuresFr } from "../figures/words.fr";
import type { Frame } from "../frame/frame";
import { english as frameEn } from "../frame/words.en";
import { french as frameFr } from "../frame/words.fr";
import { english as helpEn } from "../help/words.en";
import { french as helpFr } from "../help/words.fr";
import { english as mapEn } from "../map/words.en";
import { french as mapFr } from "../map/words.fr";
import { mayPlanPatrols } from "../patrol/may-plan-patrols";
import { english as patrolEn } from "../patrol/words.en";
import { french as patrolFr } from "../patrol/words.fr";
import { english as patternEn } from "../pattern/words.en";
import { french as patternFr } from "../pattern/words.fr";
import { english as projectionEn } from "../projection/words.en";
import { french as projectionFr } from "../projection/words.fr";
import { english as reportEn } from "../report/words.en";
import { french as reportFr } from "../report/words.fr";
import { english as rightsEn } from "../rights/words.en";
import { french as rightsFr } from "../rights/words.fr";
import { english as searchEn } from "../search/words.en";
import { french as searchFr } from "../search/words.fr";
import { english as siteEn } from "../site/words.en";
import { french as siteFr } from "../site/words.fr";
import { english as territoryEn } from "../territory/words.en";
import { french as territoryFr } from "../territory/words.fr";
import { english as shellEn } from "./words.en";
import { french as shellFr } from "./words.fr";

/** The languages of the dashboard, with what they share with other desks; the first is the visitor's at first. */
const spoken = [french, english] as const;

type Code = (typeof spoken)[number]["code"];

/** Texts of each folder: a key begins with its name. */
const words = {
  shell: { fr: shellFr, en: shellEn },
  frame: { fr: frameFr, en: frameEn },
  figures: { fr: figuresFr, en: figuresEn },
  help: { fr: helpFr, en: helpEn },
  search: { fr: searchFr, en: searchEn },
  counts: { fr: countsFr, en: countsEn },
  changes: { fr: changesFr, en: changesEn },
  pattern: { fr: patternFr, en: patternEn },
  breakdown: { fr: breakdownFr, en: breakdownEn },
  territory: { fr: territoryFr, en: territoryEn },
  map: { fr: mapFr, en: mapEn },
  site: { fr: siteFr, en: siteEn },
  compare: { fr: compareFr, en: compareEn },
  actions: { fr: actionsFr, en: actionsEn },
  patrol: { fr: patrolFr, en: patrolEn },
  projection: { fr: projectionFr, en: projectionEn },
  report: { fr: reportFr, en: reportEn },
  access: { fr: accessFr, en: accessEn },
  rights: { fr: rightsFr, en: rightsEn },
} satisfies Readonly<Record<string, Readonly<Record<Code, object>>>>;

type Words = { readonly [Folder in keyof typeof words]: (typeof words)[Folder]["fr"] };

declare module "@palier/dashboard-ui/language/texts" {
  interface Texts extends Words {}
}

export interface Page {
  /** As a route has it; `:territory` is where the visitor stands. */
  readonly path: string;
  /** What the header calls it; without one the header does not lead there. */
  readonly name?: ParseKeys;
  /** What the browser's tab calls it where the header does not. */
  readonly title?: ParseKeys;
  /** Whether the header leads there for who reads; without it, for everybody. */
  readonly isFor?: (frame: Frame) => boolean;
  /** Stands without header and footer, as on a wall. */
  readonly isAlone?: boolean;
  /** Made to be printed as it stands: nothing on it is to be pressed. */
  readonly isForPaper?: boolean;
  /** Its program comes when it is opened. */
  readonly load: () => Promise<ComponentType>;
}

/** Every page, in the header's order. */
export const pages = {
  territory: {
    path: "/territory/:territory",
    name: "territory.page",
    load: async () => (await import("../territory/territory-page")).TerritoryPage,
  },
  map: {
    path: "/map/:territory",
    name: "map.page",
    load: async () => (await import("../map/map-page")).MapPage,
  },
  site: {
    path: "/sites/:id",
    load: async () => (await import("../site/site-page")).SitePage,
  },
  sheet: {
    path: "/sites/:id/sheet",
    isForPaper: true,
    load: async () => (await import("../site/sheet/site-sheet-page")).SiteSheetPage,
  },
  compare: {
    path: "/compare",
    name: "compare.page",
    isFor: ({ may }) => may("SITE_IDENTITY") || may("SITE_LEVEL"),
    load: async () => (await import("../compare/compare-page")).ComparePage,
  },
  actions: {
    path: "/actions/:territory",
    name: "actions.title",
    load: async () => (await import("../actions/actions-page")).ActionsPage,
  },
  patrol: {
    path: "/patrol/:territory",
    name: "patrol.page",
    isFor: mayPlanPatrols,
    load: async () => (await import("../patrol/patrol-page")).PatrolPage,
  },
  projection: {
    path: "/projection/:territory",
    title: "projection.title",
    isAlone: true,
    load: async () => (await import("../projection/projection-page")).ProjectionPage,
  },
  report: {
    path: "/report/:territory",
    name: "report.page",
    isForPaper: true,
    load: async () => (await import("../report/report-page")).ReportPage,
  },
  access: {
    path: "/access",
    name: "access.title",
    isFor: mayReadCounts,
    load: async () => (await import("../access/access-page")).AccessPage,
  },
  rights: {
    path: "/rights",
    name: "rights.title",
    load: async () => (await import("../rights/rights-page")).RightsPage,
  },
} as const satisfies Readonly<Record<string, Page>>;

const [first, ...others] = spoken;

export const languages = [withEveryText(first), ...others.map(withEveryText)] as const;

function withEveryText(language: (typeof spoken)[number]): Language {
  const own = Object.entries(words).map(([folder, texts]) => [folder, texts[language.code]]);
  return { ...language, texts: { ...language.texts, ...Object.fromEntries(own) } };
}
