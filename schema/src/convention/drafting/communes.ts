import { editDistance } from "../../ground/edit-distance.js";
import { fold } from "../../ground/fold.js";

export interface Commune {
  /** INSEE code. */
  readonly code: string;
  readonly name: string;
  readonly department: { readonly code: string; readonly name: string };
  readonly population: number | null;
}

/** So many are proposed in place of a name that nobody has. */
const mostProposed = 3;
/** Letters by which a proposed name may differ. */
const mostLetters = 3;

/** Communes as people write them: by INSEE code, by name, or by name and department. */
export class Communes {
  readonly #byCode = new Map<string, Commune>();
  readonly #byName = new Map<string, Commune[]>();

  constructor(communes: Iterable<Commune>) {
    for (const commune of communes) {
      this.#byCode.set(commune.code, commune);
      // `Bors (Canton de Charente-Sud)` is called Bors.
      for (const name of new Set([comparable(commune.name), partsOf(commune.name).name])) {
        const namesakes = this.#byName.get(name);
        if (namesakes === undefined) this.#byName.set(name, [commune]);
        else namesakes.push(commune);
      }
    }
  }

  /** All that may be meant: several where a name is that of several. */
  find(written: string): readonly Commune[] {
    const coded = this.#byCode.get(written.trim());
    if (coded !== undefined) return [coded];
    const called = this.#byName.get(comparable(written));
    if (called !== undefined) return called;
    const { name, department } = partsOf(written);
    if (department === null) return [];
    return (this.#byName.get(name) ?? []).filter((commune) =>
      [commune.department.code, commune.department.name].some(
        (each) => comparable(each) === department,
      ),
    );
  }

  /** Those whose names are nearest, the nearest and largest first. */
  nearest(written: string): readonly Commune[] {
    const { name } = partsOf(written);
    const near = [...this.#byName].flatMap(([known, communes]) => {
      const distance = editDistance(name, known, mostLetters);
      return distance > mostLetters ? [] : communes.map((commune) => ({ distance, commune }));
    });
    near.sort(
      (one, other) =>
        one.distance - other.distance ||
        (other.commune.population ?? 0) - (one.commune.population ?? 0),
    );
    return near.slice(0, mostProposed).map(({ commune }) => commune);
  }
}

/** `Saint-Aubin (91)`: what stands in brackets tells namesakes apart. */
function partsOf(written: string): { readonly name: string; readonly department: string | null } {
  const start = written.indexOf("(");
  const end = written.trimEnd();
  if (start < 0 || !end.endsWith(")")) return { name: comparable(written), department: null };
  return {
    name: comparable(written.slice(0, start)),
    department: comparable(end.slice(start + 1, -1)),
  };
}

/** `Le Mée-sur-Seine` and `le mee sur seine` are one name. */
function comparable(text: string): string {
  return fold(text.replaceAll("-", " "));
}
