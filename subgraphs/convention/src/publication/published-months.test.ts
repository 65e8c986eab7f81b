import { BadUserInputError } from "@palier/schema";
import { PublishedMonths } from "./published-months.js";

const fixed = new PublishedMonths({ from: "2026-01", until: "2026-04" }, () => new Date());

function afterDays(now: string): PublishedMonths {
  const clock = () => new Date(now);
  return new PublishedMonths({ from: "2026-01", afterDays: 15 }, clock);
}

it("means the last published month when none is asked for", () => {
  expect(fixed.choose(undefined)).toBe("2026-04");
  expect(fixed.choose(null)).toBe("2026-04");
  expect(fixed.choose("2026-02")).toBe("2026-02");
  expect(fixed.all()).toEqual(["2026-01", "2026-02", "2026-03", "2026-04"]);
});

it.each(["2025-12", "2026-05", "2026-13", "", "april"])("refuses the month %j", (month) => {
  expect(() => fixed.choose(month)).toThrow(
    new BadUserInputError("`month` must be a published month: 2026-01 to 2026-04"),
  );
});

it("moves with the clock", () => {
  expect(afterDays("2026-03-20T12:00:00Z").choose(null)).toBe("2026-02");
  expect(afterDays("2026-04-20T12:00:00Z").choose(null)).toBe("2026-03");
});

it("has no month before the first is published", () => {
  const none = afterDays("2026-01-20T12:00:00Z");
  expect([none.all(), none.last()]).toEqual([[], null]);
  expect(() => none.choose(null)).toThrow(new BadUserInputError("No month is published yet"));
  expect(() => none.choose("2026-01")).toThrow(BadUserInputError);
});
