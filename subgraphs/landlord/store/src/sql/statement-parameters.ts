/** Values of a statement that is put together from parts, in the order of their placeholders. */
export class StatementParameters {
  readonly values: unknown[] = [];

  /** @returns the placeholder, `$1` or `$1::integer[]`. */
  add(value: unknown, type?: string): string {
    this.values.push(value);
    const position = `$${this.values.length}`;
    return type === undefined ? position : `${position}::${type}`;
  }
}
