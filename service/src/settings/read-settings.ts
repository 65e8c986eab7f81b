/** The environment as a process receives it; empty means unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which numbers a setting takes, both ends included, and the one it has while it is unset. */
export interface Range {
  readonly byDefault: number;
  readonly least: number;
  readonly most: number;
}

/** A setting without the blanks around it; undefined where nothing is left. */
export function textOf(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** @param problems receives what cannot be used, so that a configuration reports all at once. */
export function readNumber(
  env: Environment,
  name: string,
  range: Range,
  problems: string[],
): number {
  const text = textOf(env, name);
  if (text === undefined) return range.byDefault;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.least && value <= range.most)) {
    problems.push(`${name} is "${text}"; it must be a number from ${range.least} to ${range.most}`);
  }
  return value;
}

/**
 * @param what it should be set to, e.g. "the path of convention.yaml".
 * @param problems receives that it is missing.
 */
export function readRequired(
  env: Environment,
  name: string,
  what: string,
  problems: string[],
): string {
  const text = textOf(env, name);
  if (text === undefined) problems.push(`${name} is missing: set it to ${what}`);
  return text ?? "";
}
