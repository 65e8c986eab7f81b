import type { EntityManager } from "typeorm";
import { personalFields } from "./erasure.entity.js";

/** What files told again of incidents of which it was erased: corrections of them, and those whose import was undone. */
export async function eraseAgain(tx: EntityManager): Promise<void> {
  const [found] = await tx.query<{ isErased: boolean }[]>(
    `SELECT EXISTS (SELECT FROM erased_field) AS "isErased"`,
  );
  if (found?.isErased !== true) return;
  for (const field of personalFields) {
    await tx.query(
      `UPDATE incident_personal AS p SET ${field} = NULL FROM erased_field AS e
       WHERE e.incident_id = p.incident_id AND e.field = $1 AND p.${field} IS NOT NULL`,
      [field],
    );
  }
  await tx.query(
    `DELETE FROM incident_source AS s USING incident AS i
     WHERE s.file_id = i.file_id AND s.line = i.line
       AND i.id IN (SELECT incident_id FROM erased_field)`,
  );
}
