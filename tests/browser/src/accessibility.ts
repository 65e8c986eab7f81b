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
export function accessibilityViolations(
  page: Page,
  within?: string,
): Promise<readonly Violation[]> {
  return violationsOf(page, within ?? null, null);
}

/** What cannot be told from what it stands on: the one rule that other colours may break. */
export function contrastViolations(page: Page): Promise<readonly Violation[]> {
  return violationsOf(page, null, ["color-contrast", "link-in-text-block"]);
}

async function violationsOf(
  page: Page,
  within: string | null,
  rules: readonly string[] | null,
): Promise<readonly Violation[]> {
  // Through the debugger: the content security policy lets no script element in.
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    ([selector, only]): Promise<AxeResults> => {
      // What the line above has just put there.
      const { axe: inPage } = window as unknown as { readonly axe: typeof axe };
      const runOnly = only === null ? {} : { runOnly: [...only] };
      return inPage.run(selector ?? document, { resultTypes: ["violations"], ...runOnly });
    },
    [within, rules] as const,
  );
  return violations.map(({ id, impact, help, nodes }) => ({
    rule: id,
    impact: impact ?? "unknown",
    help,
    elements: nodes.map(({ target, failureSummary = "" }) => {
      return `${target.join(" ")}: ${failureSummary.replaceAll(/\s+/g, " ")}`;
    }),
  }));
}
