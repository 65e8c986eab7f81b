import { monthNumber, monthText } from "../ground/month.js";
import { lastPublishedMonth, publishedMonths } from "./publication.js";

const from = "2026-08";

it("publishes up to a fixed month whatever the day", () => {
  const months = publishedMonths({ from, until: "2026-10" }, new Date("2031-01-01"));
  expect(months.map(monthText)).toEqual(["2026-08", "2026-09", "2026-10"]);
});

it.each([
  ["2026-11-20T23:59:59Z", "2026-09"],
  ["2026-11-21T00:00:00Z", "2026-10"],
  ["2026-12-31T12:00:00Z", "2026-11"],
])("publishes a month twenty days after its end: on %s it is %s", (now, month) => {
  expect(lastPublishedMonth({ from, afterDays: 20 }, new Date(now))).toBe(monthNumber(month));
});

it("publishes nothing before the first month's time", () => {
  expect(publishedMonths({ from, afterDays: 20 }, new Date("2026-08-31"))).toEqual([]);
});
