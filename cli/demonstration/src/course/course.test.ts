import { Random } from "../record/random.js";
import { followCourse, hardCourses, recoveredCourses } from "./course.js";

const lastMonth = 24_321;
const streams = Array.from({ length: 40 }, (_, stream) => new Random("course", stream));
const isDealing = (climate: string) =>
  climate === "DEALING_POINT" || climate === "INSTALLED_DELINQUENCY";

it("has hard sites dealt at for the last nine months at least", () => {
  for (const course of hardCourses) {
    for (const random of streams) {
      const climateAt = followCourse(course, lastMonth, random);
      for (let ago = 0; ago < 9; ago += 1) {
        expect(isDealing(climateAt(lastMonth - ago))).toBe(true);
      }
    }
  }
});

it("has recovered sites free of it for a year, after a beginning with it", () => {
  for (const course of recoveredCourses) {
    for (const random of streams) {
      const climateAt = followCourse(course, lastMonth, random);
      expect(isDealing(climateAt(lastMonth - 35))).toBe(true);
      for (let ago = 0; ago <= 12; ago += 1) {
        expect(isDealing(climateAt(lastMonth - ago))).toBe(false);
      }
    }
  }
});
