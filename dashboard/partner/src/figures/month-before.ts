/** `2026-01`, 1 → `2025-12`. */
export function monthBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const before = year * 12 + (number - 1) - months;
  return `${Math.floor(before / 12)}-${String((before % 12) + 1).padStart(2, "0")}`;
}
