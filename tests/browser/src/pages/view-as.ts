import type { Visitor } from "../visitor.js";
import { becomesWhole, eventually } from "./whole-page.js";

/** Chooses another account of the demonstration in the menu, and waits for its page. */
export async function viewAs(visitor: Visitor, account: string, name: RegExp): Promise<void> {
  const { page } = visitor;
  await page.locator("button.account").click();
  await page.getByRole("menuitem", { name }).click();
  // By way of the issuer: until the page is back there is none to ask.
  await eventually(async () => expect((await visitor.session())?.account).toBe(account));
  await becomesWhole(visitor);
}
