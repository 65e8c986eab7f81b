/** The visitor's own day, `YYYY-MM-DD`; a page asks once and hands it down. */
export function today(clock: () => Date = () => new Date()): string {
  const now = clock();
  const twoDigits = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}
