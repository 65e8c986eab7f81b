import loadHighs from "highs";

/** A sum of variables, by their names, with a constant. */
export interface Sum {
  readonly terms: ReadonlyMap<string, number>;
  readonly constant: number;
}

export const zero: Sum = { terms: new Map(), constant: 0 };

export function constant(value: number): Sum {
  return { terms: new Map(), constant: value };
}

export function variable(name: string): Sum {
  return { terms: new Map([[name, 1]]), constant: 0 };
}

export function add(...sums: readonly Sum[]): Sum {
  const terms = new Map<string, number>();
  for (const sum of sums) {
    for (const [name, times] of sum.terms) terms.set(name, (terms.get(name) ?? 0) + times);
  }
  return { terms, constant: sums.reduce((total, sum) => total + sum.constant, 0) };
}

export function times(sum: Sum, factor: number): Sum {
  return {
    terms: new Map([...sum.terms].map(([name, by]) => [name, by * factor])),
    constant: sum.constant * factor,
  };
}

/** Any number that a variable may take is below. */
export const unbounded = 1_000;

/** Both included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export type Values = ReadonlyMap<string, number>;

// Its types are those of its CommonJS entrance; what is imported here is the module's own default.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

/** A program in whole numbers, solved by HiGHS: what an attacker with every means would write. */
export class WholeProgram {
  readonly variables: string[] = [];
  private readonly bounds = new Map<string, Bounds>();
  private readonly binaries = new Set<string>();
  private readonly rows: string[] = [];
  /** Said in constants alone, and false. */
  private isContradictory = false;

  number(name: string, bounds: Bounds = { least: 0, most: unbounded }): Sum {
    this.variables.push(name);
    this.bounds.set(name, bounds);
    return variable(name);
  }

  yesOrNo(): Sum {
    const name = `b${this.binaries.size}`;
    this.binaries.add(name);
    return variable(name);
  }

  atLeast(sum: Sum, bound: number): void {
    this.say(sum, ">=", bound);
  }

  atMost(sum: Sum, bound: number): void {
    this.say(sum, "<=", bound);
  }

  equals(sum: Sum, value: number): void {
    this.say(sum, "=", value);
  }

  /**
   * @param gap By which share it may fall short of the best.
   * @param near Of numbers that are to be no farther than so much from those of another solution.
   * @returns Null where nothing agrees with what is said.
   */
  maximum(
    objective: Sum,
    gap = 0,
    near?: { readonly values: Values; readonly reach: number },
  ): { readonly value: number; readonly values: Values } | null {
    if (this.isContradictory) return null;
    const program = [
      "Maximize",
      ` goal: ${written(objective) || "0 none"}`,
      "Subject To",
      ...this.rows.map((row, index) => ` r${index}: ${row}`),
      " last: none <= 0",
      "Bounds",
      " 0 <= none <= 0",
      ...[...this.bounds].map(([name, bounds]) => {
        const value = near?.values.get(name) ?? 0;
        const reach = near?.reach ?? unbounded;
        const [least, most] = [value - reach, value + reach];
        return ` ${Math.max(least, bounds.least)} <= ${name} <= ${Math.min(most, bounds.most)}`;
      }),
      "General",
      ` ${this.variables.join("\n ")}`,
      "Binary",
      ` ${[...this.binaries].join("\n ")}`,
      "End",
    ].join("\n");
    const solution = highs.solve(program, {
      ...{ output_flag: false, mip_rel_gap: gap, mip_abs_gap: 0 },
    });
    if (solution.Status === "Infeasible") return null;
    if (solution.Status !== "Optimal") throw new Error(`The solver ended with ${solution.Status}`);
    const values = new Map(
      [...this.variables, ...this.binaries].map((name) => [
        name,
        Math.round((solution.Columns[name] as { Primal: number }).Primal),
      ]),
    );
    const value = [...objective.terms].reduce(
      (sum, [name, by]) => sum + by * (values.get(name) ?? 0),
      objective.constant,
    );
    return { value, values };
  }

  private say({ terms, constant: fixed }: Sum, relation: ">=" | "<=" | "=", bound: number): void {
    const left = written({ terms, constant: 0 });
    const right = bound - fixed;
    if (left !== "") {
      this.rows.push(`${left} ${relation} ${right}`);
      return;
    }
    const holds = { ">=": 0 >= right, "<=": 0 <= right, "=": right === 0 }[relation];
    if (!holds) this.isContradictory = true;
  }
}

function written({ terms }: Sum): string {
  return [...terms]
    .filter(([, by]) => by !== 0)
    .map(([name, by]) => `${by < 0 ? "-" : "+"} ${Math.abs(by)} ${name}`)
    .join(" ");
}
