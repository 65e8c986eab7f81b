import { monthTicks } from "./month-ticks";

const months = Array.from({ length: 36 }, (_, index) => {
  const month = 2023 * 12 + 10 + index;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
});

it("names each month when there is room", () => {
  expect(monthTicks(months.slice(0, 5), 6)).toEqual(months.slice(0, 5));
});

it("names the beginnings of half years or years when there is less", () => {
  expect(monthTicks(months, 6)).toEqual([
    "2024-01",
    "2024-07",
    "2025-01",
    "2025-07",
    "2026-01",
    "2026-07",
  ]);
  expect(monthTicks(months, 3)).toEqual(["2024-01", "2025-01", "2026-01"]);
});

it("names nothing when nothing fits", () => {
  expect(monthTicks(months, 0)).toEqual([]);
});
