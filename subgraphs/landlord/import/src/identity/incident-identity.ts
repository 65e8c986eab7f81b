import { hash } from "node:crypto";
import { type IdentityValues, identityText } from "@palier/landlord-store";
import type { DataSource } from "typeorm";
import { type IncidentId, idBytes, toDigits } from "./incident-id.js";

/** Ids that the same content always gets in the same store, and that tell nothing about it. */
export class IncidentIdentity {
  private readonly referencePrefix: string;
  private readonly valuesPrefix: string;
  private readonly columnsPrefix: string;
  private readonly equalPrefix: string;

  constructor(salt: string) {
    this.referencePrefix = `${salt}\0incident\0`;
    this.valuesPrefix = `${salt}\0values\0`;
    this.columnsPrefix = `${salt}\0columns\0`;
    this.equalPrefix = `${salt}\0equal\0`;
  }

  /** @param reference NUL parts the values of several columns. */
  ofReference(reference: string): IncidentId {
    return digest(this.referencePrefix + reference);
  }

  /** Of the first of equal incidents of a file. */
  ofValues(values: IdentityValues): IncidentId {
    return digest(this.valuesPrefix + identityText(values));
  }

  /** As `ofValues`, by the columns that a mapping chooses. */
  ofColumns(definition: string, values: readonly string[]): IncidentId {
    return digest(`${this.columnsPrefix}${definition}\0${values.join("\0")}`);
  }

  /** @param rank from 1, among the equal incidents of a file, or of a row that stands for several. */
  ofEqual(firstId: IncidentId, rank: number): IncidentId {
    return rank === 1 ? firstId : digest(`${this.equalPrefix}${toDigits(firstId)}\0${rank}`);
  }
}

/** Of the landlord's store: what its ids are salted with. */
export async function nodeSalt(store: Pick<DataSource, "query">): Promise<string> {
  const [node] = await store.query<{ salt: string }[]>("SELECT salt FROM node");
  if (node === undefined) throw new Error("the store belongs to no landlord yet");
  return node.salt;
}

function digest(text: string): IncidentId {
  return hash("sha256", text, "binary").slice(0, idBytes);
}
