import { LandlordProgram, type Unknown } from "./landlord-program.js";
import type { Published } from "./published.js";
import { add, type Sum, times, type Values, type WholeProgram, zero } from "./whole-program.js";

/** A withheld number that can only be this one. */
export interface Given extends Omit<Unknown, "sum"> {
  readonly value: number;
}

/** How many tables are drawn before each number left is asked for by itself. */
const draws = 4;

/**
 * Computes every withheld number that follows from what is published: those that are the same in
 * every table of whole numbers that agrees with all of it.
 *
 * @throws Error when no table agrees: then something false was published.
 */
export function attack(published: Published): Given[] {
  const { program, unknowns } = new LandlordProgram(published);
  const valueIn = ({ sum }: Unknown, values: Values) =>
    [...sum.terms].reduce(
      (total, [name, by]) => total + by * (values.get(name) ?? 0),
      sum.constant,
    );
  const first = program.maximum(zero);
  if (first === null) throw new Error("No table agrees with what is published");
  let left = unknowns.filter(({ sum }) => sum.terms.size > 0);
  const given = unknowns.filter(({ sum }) => sum.terms.size === 0);
  const drop = (values: Values) => {
    left = left.filter((unknown) => valueIn(unknown, values) === valueIn(unknown, first.values));
  };
  for (let draw = 0; draw < draws && left.length > 0; draw += 1) {
    const away = left.map((unknown, index) => times(unknown.sum, direction(draw, index)));
    const found = program.maximum(add(...away));
    if (found !== null) drop(found.values);
  }
  for (let next = left[0]; next !== undefined; next = left[0]) {
    const value = valueIn(next, first.values);
    const other = extreme(program, next.sum, value);
    if (other === null) {
      given.push(next);
      left = left.slice(1);
    } else drop(other);
  }
  return given.map((unknown) => {
    const { release, site, place, month, family } = unknown;
    return { release, site, place, month, family, value: valueIn(unknown, first.values) };
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

/** Up for some and down for others, in other ways each time. */
function direction(draw: number, index: number): number {
  return (index >> draw) % 2 === 0 ? 1 : -1;
}
