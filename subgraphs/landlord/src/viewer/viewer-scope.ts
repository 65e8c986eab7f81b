import type { Convention, Territory } from "@palier/schema";

/** The territories outside which nothing exists for a viewer. */
export class ViewerScope {
  /** INSEE codes: every site in one of these communes is inside. */
  readonly communes: readonly string[];
  /** Codes: every site that names one of these priority districts is inside. */
  readonly priorityDistricts: readonly string[];
  private readonly territories: readonly Territory[];

  /** @param codes of territories; those that the convention does not hold are nowhere. */
  constructor(convention: Pick<Convention, "territories">, codes: readonly string[]) {
    this.territories = convention.territories.filter(({ code }) => codes.includes(code));
    const isDistrict = ({ kind }: Territory) => kind === "PRIORITY_DISTRICT";
    this.priorityDistricts = this.territories.filter(isDistrict).map(({ code }) => code);
    const whole = this.territories.filter((territory) => !isDistrict(territory));
    this.communes = [...new Set(whole.flatMap(({ communes }) => communes))];
  }

  /** Whether it is one of the viewer's, or lies whole within their communes. */
  holdsTerritory({ code, communes }: Pick<Territory, "code" | "communes">): boolean {
    if (this.territories.some((territory) => territory.code === code)) return true;
    return communes.length > 0 && communes.every((commune) => this.communes.includes(commune));
  }
}
