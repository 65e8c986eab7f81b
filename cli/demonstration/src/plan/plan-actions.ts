import {
  type MonthNumber,
  monthText,
  openStatuses,
  type PartnerKind,
  partnerKinds,
} from "@palier/schema";
import { z } from "zod";
import type { Climate } from "../course/climate.js";
import type { Course } from "../course/course.js";
import { readData } from "../data/read-data.js";
import type {
  ActionStatus,
  DemonstrationAction,
  DemonstrationSite,
} from "../record/demonstration.js";
import type { Random } from "../record/random.js";
import type { GeneratedSite } from "../site/generate-sites.js";

const templates = z.array(
  z.strictObject({
    axis: z.int().min(1).max(5),
    title: z.string(),
    responsibleParty: z.string(),
  }),
);

/** Actions that a site may be given. */
const { partners, delinquency, incivilities } = readData(
  "actions.yaml",
  z.strictObject({
    partners: z.record(z.string(), z.enum(partnerKinds)),
    delinquency: templates,
    incivilities: templates,
  }),
);

type ActionTemplate = z.output<typeof templates>[number];

interface Effort {
  readonly templates: readonly ActionTemplate[];
  readonly least: number;
  readonly most: number;
}

const efforts: Readonly<Record<Climate, Effort>> = {
  INSTALLED_DELINQUENCY: { templates: delinquency, least: 6, most: 9 },
  DEALING_POINT: { templates: delinquency, least: 4, most: 6 },
  INCIVILITIES: { templates: incivilities, least: 1, most: 3 },
  QUIET: { templates: incivilities, least: 0, most: 0 },
};

/** A quiet site is in the plan only by exception. */
const quietActionChance = 0.08;

/** Months from the last recorded one to the due date. */
const due: Readonly<Record<ActionStatus, { readonly least: number; readonly most: number }>> = {
  DONE: { least: -18, most: 0 },
  IN_PROGRESS: { least: -2, most: 9 },
  PLANNED: { least: 2, most: 15 },
  ABANDONED: { least: -15, most: -3 },
};

/** The convention's partner of a kind at a commune; undefined where it has none. */
export type PartnerAt = (kind: PartnerKind, commune: string) => string | undefined;

/** What is done about a site: the harder the site, the more. */
export function planActions(
  { site, course }: GeneratedSite,
  months: readonly MonthNumber[],
  partnerAt: PartnerAt,
  random: Random,
): DemonstrationAction[] {
  const lastMonth = months[months.length - 1] ?? 0;
  const { templates, least, most } = efforts[lastClimate(course)];
  const count =
    random.integer(least, most) + (most === 0 && random.chance(quietActionChance) ? 1 : 0);
  const finished = wasHarder(course) ? doneAfterwards(random) : [];
  const ongoing = random.shuffle(templates).slice(0, count);
  return [
    ...finished.map((template) => planned(site, template, "DONE", lastMonth, random)),
    ...ongoing.map((template) => planned(site, template, drawStatus(random), lastMonth, random)),
  ]
    .map((action) => {
      const kind = partners[action.responsibleParty];
      const partner = kind && partnerAt(kind, site.commune);
      return partner === undefined ? action : { ...action, partner };
    })
    .sort((one, other) => one.axis - other.axis);
}

function lastClimate(course: Course): Climate {
  return course.turns[course.turns.length - 1]?.to ?? course.first;
}

function wasHarder(course: Course): boolean {
  const wasHard = course.first === "DEALING_POINT" || course.first === "INSTALLED_DELINQUENCY";
  const isHard = ["DEALING_POINT", "INSTALLED_DELINQUENCY"].includes(lastClimate(course));
  return wasHard && !isHard;
}

function doneAfterwards(random: Random): ActionTemplate[] {
  return random.shuffle(delinquency).slice(0, random.integer(3, 5));
}

function drawStatus(random: Random): ActionStatus {
  const statuses = [
    { status: "IN_PROGRESS", weight: 42 },
    { status: "PLANNED", weight: 28 },
    { status: "DONE", weight: 25 },
    { status: "ABANDONED", weight: 5 },
  ] as const;
  return random.pickWeighted(statuses, ({ weight }) => weight).status;
}

function planned(
  { reference: site }: DemonstrationSite,
  { axis, title, responsibleParty }: ActionTemplate,
  status: ActionStatus,
  lastMonth: MonthNumber,
  random: Random,
): DemonstrationAction {
  const month = lastMonth + random.integer(due[status].least, due[status].most);
  const dueDate = `${monthText(month)}-${random.pick(["15", "28"])}`;
  // What is over was closed when it was due; the rest was looked at in one of the last six months.
  const lookedAt = `${monthText(lastMonth - random.integer(0, 5))}-${random.pick(["04", "11", "19", "26"])}`;
  const changedOn = openStatuses.includes(status) ? lookedAt : dueDate;
  return { site, axis, title, status, dueDate, responsibleParty, changedOn };
}
