/** Keeps what was found for a key, so that it is found once. For as long as one request. */
export class Memo<Value> {
  private readonly found = new Map<string, Value>();

  get(key: string, find: () => Value): Value {
    const known = this.found.get(key);
    if (known !== undefined) return known;
    const value = find();
    this.found.set(key, value);
    return value;
  }
}
