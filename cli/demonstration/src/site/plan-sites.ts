import type { Convention } from "@palier/schema";
import {
  type Course,
  hardCourses,
  quiet,
  recoveredCourses,
  restlessCourses,
} from "../course/course.js";
import { Random } from "../record/random.js";
import { placeHardSites } from "./place-hard-sites.js";
import { type SizeRange, splitDwellings } from "./split-dwellings.js";
import { partKey, type Setting, type StockPart, stockParts } from "./stock-part.js";

/** A site before it has a name: where it stands, how large it is, which way it goes. */
export interface PlannedSite {
  readonly part: StockPart;
  readonly dwellings: number;
  readonly course: Course;
}

const ordinarySizes: Readonly<Record<Setting, SizeRange>> = {
  DISTRICT: { least: 24, most: 260, skew: 2 },
  TOWN: { least: 12, most: 210, skew: 2 },
  VILLAGE: { least: 8, most: 48, skew: 2 },
};

/** Sites that were hard and are no longer; large enough to be seen in the trend. */
const recoveredSites = 12;
const recoveredSizes = { least: 30, most: 190 };

/** Share of the remaining sites that do not stay quiet throughout. */
const restlessShare: Readonly<Record<Setting, number>> = {
  DISTRICT: 0.6,
  TOWN: 0.27,
  VILLAGE: 0.1,
};

/** Sites that fill every part of the stock exactly. */
export function planSites(convention: Convention, seed: number): PlannedSite[] {
  const parts = stockParts(convention);
  const random = new Random(seed, "plan");
  const hardSizes = placeHardSites(parts, random);
  const hard: PlannedSite[] = random
    .shuffle(
      parts.flatMap((part) =>
        (hardSizes.get(part) ?? []).map((dwellings) => ({ part, dwellings })),
      ),
    )
    .map((site, rank) => ({ ...site, course: inTurn(hardCourses, rank) }));
  const ordinary = parts.flatMap((part) => ordinarySites(part, hardSizes.get(part) ?? [], seed));
  return [...hard, ...assignCourses(ordinary, random)];
}

type SiteSize = Omit<PlannedSite, "course">;

function ordinarySites(part: StockPart, taken: readonly number[], seed: number): SiteSize[] {
  const left = part.dwellings - taken.reduce((sum, size) => sum + size, 0);
  const random = new Random(seed, "sizes", partKey(part));
  return splitDwellings(left, ordinarySizes[part.setting], random).map((dwellings) => ({
    part,
    dwellings,
  }));
}

function assignCourses(sites: readonly SiteSize[], random: Random): PlannedSite[] {
  const recovered = random
    .shuffle(
      sites.filter(({ part, dwellings }) => part.setting !== "VILLAGE" && isBetween(dwellings)),
    )
    // A stable sort: districts first, chance within them.
    .sort((one, other) => districtFirst(one) - districtFirst(other))
    .slice(0, recoveredSites);
  return sites.map((site) => {
    const rank = recovered.indexOf(site);
    return {
      ...site,
      course: rank >= 0 ? inTurn(recoveredCourses, rank) : drawCourse(site, random),
    };
  });
}

function isBetween(dwellings: number): boolean {
  return dwellings >= recoveredSizes.least && dwellings <= recoveredSizes.most;
}

function districtFirst({ part }: SiteSize): number {
  return part.setting === "DISTRICT" ? 0 : 1;
}

function drawCourse({ part }: SiteSize, random: Random): Course {
  if (!random.chance(restlessShare[part.setting])) return quiet;
  return random.pickWeighted(restlessCourses, ({ weight }) => weight).course;
}

function inTurn(courses: readonly Course[], rank: number): Course {
  const course = courses[rank % courses.length];
  if (course === undefined) throw new Error("No course to follow");
  return course;
}
