import { type ActionStatus, BadUserInputError, textProblems } from "@palier/schema";
import type { DataSource } from "typeorm";
import { withStoreLock } from "../sql/store-lock.js";

/** Of problems of a list. */
const mostTold = 20;

/** An action of the plan as its landlord states it. */
export interface ActionInput {
  readonly siteReference: string;
  /** One of the five axes. */
  readonly axis: number;
  readonly title: string;
  readonly status: ActionStatus;
  /** YYYY-MM-DD. */
  readonly dueDate: string | null;
  readonly responsibleParty: string;
  /** Code of the partner that it concerns. */
  readonly partner?: string;
  /** YYYY-MM-DD; of a plan that is taken over, when each action was last changed. */
  readonly changedOn?: string;
}

/**
 * Makes the list the landlord's actions, all of them; those that were there before are gone. The
 * same list twice gives the same rows, numbers included.
 *
 * @throws BadUserInputError when a site is not known or a text too long; nothing is changed then.
 */
export function replaceActions(
  store: DataSource,
  actions: readonly ActionInput[],
): Promise<{ readonly actions: number }> {
  return withStoreLock(store, async (tx) => {
    const problems = actions.flatMap(({ siteReference, title, responsibleParty }) =>
      textProblems([
        [`the title of an action of ${siteReference}`, "title", title],
        [`the responsible party of an action of ${siteReference}`, "name", responsibleParty],
      ]),
    );
    if (problems.length > 0) {
      throw new BadUserInputError(
        `No action was stored: ${problems.slice(0, mostTold).join("; ")}.`,
      );
    }
    const references = [...new Set(actions.map(({ siteReference }) => siteReference))];
    const sites = await tx.query<{ id: number; reference: string }[]>(
      "SELECT id, reference FROM site WHERE reference = ANY ($1)",
      [references],
    );
    const ids = new Map(sites.map(({ id, reference }) => [reference, id]));
    const unknown = references.filter((reference) => !ids.has(reference));
    if (unknown.length > 0) {
      throw new BadUserInputError(
        `No action was stored: ${unknown.map((reference) => `"${reference}"`).join(", ")} ${unknown.length === 1 ? "is no site" : "are no sites"} of this landlord.`,
      );
    }
    await tx.query("DELETE FROM action");
    await tx.query(
      `INSERT INTO action (id, site_id, axis, title, status, due_date, responsible_party, partner,
         changed_on)
       SELECT number, site_id, axis, title, status, due_date, responsible_party, partner, changed_on
       FROM unnest($1::integer[], $2::smallint[], $3::text[], $4::text[], $5::date[], $6::text[],
           $7::text[], $8::date[]) WITH ORDINALITY
         AS given (site_id, axis, title, status, due_date, responsible_party, partner, changed_on,
           number)`,
      [
        actions.map(({ siteReference }) => ids.get(siteReference)),
        actions.map(({ axis }) => axis),
        actions.map(({ title }) => title),
        actions.map(({ status }) => status),
        actions.map(({ dueDate }) => dueDate),
        actions.map(({ responsibleParty }) => responsibleParty),
        actions.map(({ partner }) => partner ?? null),
        actions.map(({ changedOn }) => changedOn ?? null),
      ],
    );
    // A later action without a number of its own comes behind these.
    await tx.query("SELECT setval(pg_get_serial_sequence('action', 'id'), $1, false)", [
      actions.length + 1,
    ]);
    return { actions: actions.length };
  });
}
