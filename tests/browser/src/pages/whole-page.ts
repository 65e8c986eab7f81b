import type { Visitor } from "../visitor.js";

/** Far more than anything here takes: the machine may have other things to do. */
export const patienceMs = 90_000;

/** Opens an address, and waits until the page is whole. */
export async function openWhole(visitor: Visitor, path: string): Promise<void> {
  await visitor.page.goto(new URL(path, visitor.origin).href, { timeout: patienceMs });
  await becomesWhole(visitor);
}

/** Waits until no part of the page is on its way any more. */
export async function becomesWhole({
  page,
  record,
}: Pick<Visitor, "page" | "record">): Promise<void> {
  await page.locator("main h1").first().waitFor({ timeout: patienceMs });
  // After a click the page of before still stands, and is whole.
  await record.settled();
  await page
    .locator(".answered-wait, [aria-busy='true']")
    .first()
    .waitFor({ state: "detached", timeout: patienceMs });
  await record.settled();
}

/** Tries until what is expected holds; when time is up the last failure stands. */
export async function eventually(expectation: () => Promise<void>): Promise<void> {
  const deadlineMs = performance.now() + patienceMs;
  for (;;) {
    try {
      return await expectation();
    } catch (failure) {
      if (performance.now() > deadlineMs) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
