import type { Convention, Territory } from "../convention.js";

/** A list of territories, by their codes, as one text of a convention draws them. */
export interface Scope {
  readonly territories: Convention["territories"];
  readonly codes: readonly string[];
}

/** What a scope comes down to, however its territories overlap. */
interface Places {
  /** INSEE codes: every site there. */
  readonly communes: ReadonlySet<string>;
  /** Codes of priority districts: every site that names one, wherever it lies. */
  readonly districts: ReadonlySet<string>;
}

/** Whether a scope holds the whole of each territory; codes that the text does not have are nowhere. */
export function holdsAll(scope: Scope, codes: readonly string[]): boolean {
  const { communes, districts } = placesOf(scope);
  const claimed = placesOf({ territories: scope.territories, codes });
  const known = new Set(scope.territories.map(({ code }) => code));
  return (
    codes.every((code) => known.has(code)) &&
    [...claimed.communes].every((commune) => communes.has(commune)) &&
    [...claimed.districts].every((code) => districts.has(code))
  );
}

/**
 * What lies in both, in codes of the first: those of its own that lie whole in the other, and the
 * communes that are left. A district of one that the other has by some of its communes is left out:
 * no code says that much of it and no more.
 */
export function commonScope(a: Scope, b: Scope): readonly string[] {
  const [ofA, ofB] = [placesOf(a), placesOf(b)];
  const byCode = new Map(a.territories.map((territory) => [territory.code, territory]));
  const kept = a.codes.filter((code) => {
    const territory = byCode.get(code);
    if (territory === undefined) return false;
    return isDistrict(territory)
      ? ofB.districts.has(code)
      : territory.communes.every((commune) => ofB.communes.has(commune));
  });
  const covered = placesOf({ territories: a.territories, codes: kept }).communes;
  const left = [...ofA.communes].filter(
    (commune) => ofB.communes.has(commune) && !covered.has(commune) && byCode.has(commune),
  );
  return left.length === 0 && kept.length === a.codes.length ? a.codes : [...kept, ...left];
}

function placesOf({ territories, codes }: Scope): Places {
  const named = new Set(codes);
  const own = territories.filter(({ code }) => named.has(code));
  return {
    communes: new Set(own.flatMap((one) => (isDistrict(one) ? [] : one.communes))),
    districts: new Set(own.filter(isDistrict).map(({ code }) => code)),
  };
}

function isDistrict({ kind }: Territory): boolean {
  return kind === "PRIORITY_DISTRICT";
}
