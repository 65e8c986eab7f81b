import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { ClosedMonthRow } from "./closed-month.entity.js";

/** Which months the landlord has declared complete. */
export class ClosedMonthRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** Every closed month, oldest first. */
  async findAll(): Promise<MonthNumber[]> {
    const rows = await this.database.find(ClosedMonthRow, {
      select: { month: true },
      order: { month: "ASC" },
    });
    return rows.map(({ month }) => month);
  }
}
