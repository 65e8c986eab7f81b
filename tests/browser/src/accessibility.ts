import axe, { type AxeResults } from "axe-core";
import type { Page } from "playwright-core";

/** A rule that a page breaks, and where. */
export interface Violation {
  readonly rule: string;
  readonly impact: string;
  readonly help: string;
  /** Each element as a selector, with what is wrong with it. */
  readonly elements: readonly string[];
}

/**
 * Every rule of axe that the page breaks as it stands.
 *
 * @param within selector; the whole page unless given.
 */
export async function accessibilityViolations(
  page: Page,
  within?: string,
): Promise<readonly Violation[]> {
  // Through the debugger: the content security policy lets no script element in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate((selector): Promise<AxeResults> => {
    // What the line above has just put there.
    const { axe: inPage } = window as unknown as { readonly axe: typeof axe };
    return inPage.run(selector ?? document, { resultTypes: ["violations"] });
  }, within);
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? "unknown",
    help,
    elements: nodes.map(({ target, failureSummary = "" }) => {
      return `${target.join(" ")}: ${failureSummary.replaceAll(/\s+/g, " ")}`;
    }),
  }));
}
