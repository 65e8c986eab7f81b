const english = new Intl.NumberFormat("en-GB");

/** `501044` → `501,044`. */
export function figure(count: number): string {
  return english.format(count);
}

/** `(1, "row")` → `1 row`, `(3, "row")` → `3 rows`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`;
}
