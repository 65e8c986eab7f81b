import { BadUserInputError } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { SiteRow } from "./site.entity.js";

/** Numbers of the sites that bear, or bore, a name in the landlord's files: `$1`. */
export const siteIdsCalled = `SELECT id FROM site WHERE reference = $1
  UNION SELECT site_id FROM site_number WHERE number = $1`;

/**
 * The site that is called so, by its reference or by a number that files call it by; null when none is.
 *
 * @throws BadUserInputError when two are.
 */
export async function siteCalled(tx: EntityManager, called: string): Promise<SiteRow | null> {
  const found = await tx.query<{ id: number }[]>(siteIdsCalled, [called]);
  if (found.length > 1) {
    throw new BadUserInputError(
      `"${called}" is the reference of one site and a number of another: name the other by its reference ("palier sites list").`,
    );
  }
  const [one] = found;
  return one === undefined ? null : tx.findOneBy(SiteRow, { id: one.id });
}
