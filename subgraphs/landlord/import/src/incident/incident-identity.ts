import { hash } from "node:crypto";
import type { CsvRow } from "../csv/csv-row.js";
import { type IncidentId, idBytes, toDigits } from "./incident-id.js";

/** Ids that the same content always gets in the same store, and that tell nothing about it. */
export class IncidentIdentity {
  private readonly referencePrefix: string;
  private readonly rowPrefix: string;

  constructor(salt: string) {
    this.referencePrefix = `${salt}\0incident\0`;
    this.rowPrefix = `${salt}\0row\0`;
  }

  ofReference(reference: string): IncidentId {
    return digest(this.referencePrefix + reference);
  }

  /** Of the first of equal rows of a file; which cells and in which order, but not how written. */
  ofRow(row: CsvRow, counted: readonly number[]): IncidentId {
    const isWhole = counted.length === row.cellCount;
    const values = isWhole ? row.joined : counted.map((cell) => row.cell(cell)).join("\0");
    return digest(this.rowPrefix + values);
  }

  /** @param rank from 1, among the equal rows of a file. */
  ofRepeatedRow(firstId: IncidentId, rank: number): IncidentId {
    return rank === 1 ? firstId : digest(`${this.rowPrefix}${toDigits(firstId)}\0${rank}`);
  }
}

function digest(text: string): IncidentId {
  return hash("sha256", text, "binary").slice(0, idBytes);
}
