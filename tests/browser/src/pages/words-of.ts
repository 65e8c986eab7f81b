import type { Locator } from "playwright-core";

/** Text of an element; French keeps its signs together by spaces that a test need not tell apart. */
export async function wordsOf(locator: Locator, timeoutMs?: number): Promise<string> {
  const text = await locator.textContent(timeoutMs === undefined ? {} : { timeout: timeoutMs });
  return (text ?? "").replaceAll(/\s+/g, " ").trim();
}
