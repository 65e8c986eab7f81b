import type { Page } from "playwright-core";

/** Another month by the page's own picker; `2026-09` by the name that the page writes. */
export async function chooseMonth(page: Page, month: string): Promise<void> {
  const name = new Intl.DateTimeFormat("fr-FR", { month: "long", year: "numeric" }).format(
    new Date(`${month}-15`),
  );
  await page.getByRole("search").getByRole("button", { name: /Mois$/ }).click();
  await page.getByRole("option", { name }).click();
  await page.waitForURL(new RegExp(`[?&]month=${month}`));
}
