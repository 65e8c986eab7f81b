import { LandlordProgram, type Unknown } from "./landlord-program.js";
import type { Published } from "./published.js";
import { randomOf } from "./random-landlord.js";
import { add, type Sum, times, type Values, type WholeProgram, zero } from "./whole-program.js";

/** A withheld number that can only be this one. */
export interface Given extends Omit<Unknown, "sum"> {
  readonly value: number;
}

/** Tables near another are found sooner; what has no second value near it may have one farther off. */
const reach = 2;
/** The number that is asked for counts so much more than the others, of which as many as can be are other ones too. */
const weight = 20;

/**
 * Computes every withheld number that follows from what is published: those that are the same in
 * every table of whole numbers that agrees with all of it.
 *
 * @param isAsked Of which numbers it is to be computed.
 * @throws Error when no table agrees: then something false was published.
 */
export function attack(
  published: Published,
  isAsked: (name: Omit<Unknown, "sum">) => boolean = () => true,
): Given[] {
  const { program, unknowns } = new LandlordProgram(published);
  const valueIn = ({ sum }: Unknown, values: Values) =>
    [...sum.terms].reduce(
      (total, [name, by]) => total + by * (values.get(name) ?? 0),
      sum.constant,
    );
  const first = program.maximum(zero);
  if (first === null) throw new Error("No table agrees with what is published");
  const { values } = first;
  const asked = unknowns.filter(isAsked);
  let left = asked.filter(({ sum }) => sum.terms.size > 0);
  const given = asked.filter(({ sum }) => sum.terms.size === 0);
  const drop = (other: Values) => {
    const before = left.length;
    left = left.filter((unknown) => valueIn(unknown, other) === valueIn(unknown, values));
    return before - left.length;
  };
  const random = randomOf(unknowns.length);
  for (let next = left[0]; next !== undefined; next = left[0]) {
    const others = left.map(({ sum }) => times(sum, random() < 0.5 ? 1 : -1));
    const near = [1, -1].some((way) => {
      const away = add(times(next?.sum ?? zero, way * weight), ...others);
      const found = program.maximum(away, 0, { values, reach });
      return found !== null && drop(found.values) > 0;
    });
    if (near) continue;
    const other = extreme(program, next.sum, valueIn(next, values));
    if (other === null) {
      given.push(next);
      left = left.slice(1);
    } else drop(other);
  }
  return given.map((unknown) => {
    const { release, site, place, month, family } = unknown;
    return { release, site, place, month, family, value: valueIn(unknown, values) };
  });
}

/** A table in which the sum is another one; null when there is none. */
function extreme(program: WholeProgram, sum: Sum, value: number): Values | null {
  for (const way of [1, -1]) {
    const found = program.maximum(times(sum, way));
    if (found !== null && found.value * way !== value) return found.values;
  }
  return null;
}
