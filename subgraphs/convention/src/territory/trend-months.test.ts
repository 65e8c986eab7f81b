import { PublishedMonths } from "../publication/published-months.js";
import { trendMonths } from "./trend-months.js";

const published = new PublishedMonths({ from: "2018-01", until: "2026-10" }, () => new Date());

it("ends at the territory's month after 36 months by default", () => {
  const months = trendMonths(published, "2026-09", {});
  expect([months[0], months.at(-1), months.length]).toEqual(["2023-10", "2026-09", 36]);
});

it("takes either end", () => {
  expect(trendMonths(published, "2026-09", { from: "2026-08" })).toEqual(["2026-08", "2026-09"]);
  expect(trendMonths(published, "2026-09", { to: "2020-12" })[0]).toBe("2018-01");
  expect(trendMonths(published, "2026-09", { from: "2021-11", to: "2026-10" })).toHaveLength(60);
});

it("leaves out months that are not published", () => {
  expect(trendMonths(published, "2026-10", { from: "2026-10", to: "2027-03" })).toEqual([
    "2026-10",
  ]);
  expect(trendMonths(published, "2026-10", { to: "2017-12" })).toEqual([]);
});

it("refuses more months than it shows", () => {
  const span = { from: "2021-10", to: "2026-10" };
  expect(() => trendMonths(published, "2026-10", span)).toThrow("at most 60 months");
});

it("names every argument that is no month", () => {
  expect(() => trendMonths(published, "2026-10", { from: "2026", to: "x" })).toThrow(
    "`to` must be a month, YYYY-MM, e.g. 2026-10; `from` must be a month, YYYY-MM, e.g. 2026-10",
  );
});

it("refuses an end before its beginning", () => {
  expect(() => trendMonths(published, "2026-10", { from: "2026-10", to: "2026-09" })).toThrow(
    "`from` must not come after 2026-09",
  );
});
