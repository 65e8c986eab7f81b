import type { Month } from "../../ground/month.js";

const months = [
  "janvier",
  "février",
  "mars",
  "avril",
  "mai",
  "juin",
  "juillet",
  "août",
  "septembre",
  "octobre",
  "novembre",
  "décembre",
];

/** `2026-01-01` → `1er janvier 2026`. */
export function frenchDay(day: string): string {
  const date = Number(day.slice(8, 10));
  return `${date === 1 ? "1er" : date} ${frenchMonth(day.slice(0, 7))}`;
}

/** `2026-10` → `octobre 2026`. */
export function frenchMonth(month: Month): string {
  return `${months[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;
}

/** `17200` → `17 200`, with no-break spaces; not by Intl, whose spaces change with its version. */
export function frenchNumber(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, "\u00a0");
}

/** `0.85` → `85 %`. */
export function frenchShare(share: number): string {
  return `${String(Number((share * 100).toFixed(2))).replace(".", ",")}\u00a0%`;
}
