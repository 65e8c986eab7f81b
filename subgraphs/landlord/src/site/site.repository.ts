import { Any, type EntityManager } from "typeorm";
import { SiteRow } from "./site.entity.js";

/** The landlord's sites. */
export class SiteRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** In the order of the references; null where one is unknown. */
  async findByReferences(references: readonly string[]): Promise<(SiteRow | null)[]> {
    const rows = await this.database.findBy(SiteRow, { reference: Any([...references]) });
    const byReference = new Map(rows.map((row) => [row.reference, row]));
    return references.map((reference) => byReference.get(reference) ?? null);
  }
}
