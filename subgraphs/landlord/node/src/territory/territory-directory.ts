import type { Convention, Territory, TerritoryKind } from "@palier/schema";

/** The convention's territories by code. */
export class TerritoryDirectory {
  private readonly byCode: ReadonlyMap<string, Territory>;

  constructor({ territories }: Pick<Convention, "territories">) {
    this.byCode = new Map(territories.map((territory) => [territory.code, territory]));
  }

  find(code: string): Territory | null {
    return this.byCode.get(code) ?? null;
  }

  /** Null when the convention holds no territory of that kind and code. */
  nameOf(kind: TerritoryKind, code: string): string | null {
    const territory = this.byCode.get(code);
    return territory?.kind === kind ? territory.name : null;
  }
}
