import { today } from "./today";

it("writes the visitor's own day with two digits each", () => {
  expect(today(() => new Date(2026, 2, 5, 23, 59))).toBe("2026-03-05");
});
