import type { Convention, Territory } from "@palier/schema";
import { Memo } from "../request/memo.js";

/** The territories outside which nothing exists for a viewer. */
export class ViewerScope {
  /** INSEE codes: every site in one of these communes is inside. */
  readonly communes: readonly string[];
  /** Codes: every site that names one of these priority districts is inside. */
  readonly priorityDistricts: readonly string[];
  private readonly own: ReadonlySet<string>;
  private readonly inside: ReadonlySet<string>;
  /** By code: every page of a territory asks anew, and a department has many communes. */
  private readonly held = new Memo<boolean>();

  /** @param codes of territories; those that the convention does not hold are nowhere. */
  constructor(convention: Pick<Convention, "territories">, codes: readonly string[]) {
    const named = new Set(codes);
    const territories = convention.territories.filter(({ code }) => named.has(code));
    const isDistrict = ({ kind }: Territory) => kind === "PRIORITY_DISTRICT";
    this.priorityDistricts = territories.filter(isDistrict).map(({ code }) => code);
    const whole = territories.filter((territory) => !isDistrict(territory));
    this.own = new Set(territories.map(({ code }) => code));
    this.inside = new Set(whole.flatMap(({ communes }) => communes));
    this.communes = [...this.inside];
  }

  /**
   * Whether it is one of the viewer's, or lies whole within their communes.
   *
   * @param territory of the convention: its code tells its communes.
   */
  holdsTerritory({ code, communes }: Pick<Territory, "code" | "communes">): boolean {
    if (this.own.has(code)) return true;
    return this.held.get(
      code,
      () => communes.length > 0 && communes.every((commune) => this.inside.has(commune)),
    );
  }
}
