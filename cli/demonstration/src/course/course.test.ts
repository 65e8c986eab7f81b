import { Random } from "../record/random.js";
import { followCourse, hardCourses, recoveredCourses } from "./course.js";

const lastMonth = 24_321;
const streams = Array.from({ length: 40 }, (_, stream) => new Random("course", stream));
const isDealing = (climate: string) =>
  climate === "DEALING_POINT" || climate === "INSTALLED_DELINQUENCY";

/** Which of the last months the course has dealing in, as months ago. */
function dealingMonths(climateAt: ReturnType<typeof followCourse>, months: number): number[] {
  const asked = Array.from({ length: months }, (_, ago) => ago);
  return asked.filter((ago) => isDealing(climateAt(lastMonth - ago)));
}

it("has hard sites dealt at for the last nine months at least, or three where each month records it", () => {
  for (const course of hardCourses) {
    for (const random of streams) {
      const climateAt = followCourse(course, lastMonth, random);
      const months = course.monthlyTrafficking ? 3 : 9;
      expect(dealingMonths(climateAt, months)).toHaveLength(months);
    }
  }
});

it("has recovered sites free of it for twelve months, after a beginning with it", () => {
  for (const course of recoveredCourses) {
    for (const random of streams) {
      const climateAt = followCourse(course, lastMonth, random);
      expect(isDealing(climateAt(lastMonth - 35))).toBe(true);
      expect(dealingMonths(climateAt, 12)).toEqual([]);
    }
  }
});
