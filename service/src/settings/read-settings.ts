import { readFileSync } from "node:fs";
import { isNativeError } from "node:util/types";
import { ConfigurationError } from "@palier/schema";
import {
  type Environment,
  fileSettingOf,
  type ProcessSettings,
  type Range,
  type Setting,
} from "./setting.js";
import { unknownSettings } from "./unknown-settings.js";

/**
 * The settings of a process as its environment has them. What cannot be used becomes a problem, so
 * that a configuration reports all at once; values are usable only after `finish`.
 */
export interface SettingsReading<Name extends string> {
  /** Without the blanks around it; undefined where nothing is left. */
  readonly text: (name: Name) => string | undefined;
  /** Reports that it is missing. */
  readonly required: (name: Name) => string;
  /** @param range in place of the setting's own, where it hangs on another setting. */
  readonly number: (name: Name, range?: Range) => number;
  /** One of its words; undefined while it is unset. */
  readonly word: (name: Name) => string | undefined;
  readonly problems: string[];
  /** @throws ConfigurationError naming every problem at once, unknown names of ours among them. */
  readonly finish: () => void;
}

/** @param env usually process.env; tests pass a plain object. */
export function readSettings<Name extends string>(
  table: ProcessSettings<Name>,
  env: Environment,
): SettingsReading<Name> {
  const problems: string[] = [];
  const text = (name: Name) => {
    const { isSecret } = table.settings[name];
    return isSecret ? readSecret(name, env, problems) : trimmed(env, name);
  };
  return {
    text,
    required: (name) => {
      const value = text(name);
      if (value === undefined) {
        problems.push(`${name} is missing: set it to ${table.settings[name].is}`);
      }
      return value ?? "";
    },
    number: (name, range = rangeOf(name, table.settings[name])) =>
      numberIn(name, text(name), range, problems),
    word: (name) => {
      const value = text(name);
      const { oneOf = [] } = table.settings[name];
      if (value !== undefined && !oneOf.includes(value)) {
        problems.push(`${name} is "${value}"; it must be ${oneOf.join(" or ")}`);
      }
      return value;
    },
    problems,
    finish: () => {
      const all = [...problems, ...unknownSettings(table, env)];
      if (all.length > 0) throw new ConfigurationError(all);
    },
  };
}

function trimmed(env: Environment, name: string): string | undefined {
  return env[name]?.trim() || undefined;
}

/** Neither a secret nor what a file holds is ever part of a problem. */
function readSecret(name: string, env: Environment, problems: string[]): string | undefined {
  const value = trimmed(env, name);
  const fileSetting = fileSettingOf(name);
  const file = trimmed(env, fileSetting);
  if (file === undefined) return value;
  if (value !== undefined) {
    problems.push(`${name} and ${fileSetting} are both set; leave one of them unset`);
    return value;
  }
  try {
    const held = readFileSync(file, "utf8").trim();
    if (held === "") problems.push(`${fileSetting} names a file that holds nothing: ${file}`);
    return held || undefined;
  } catch (error) {
    const reason = isNativeError(error) ? error.message : String(error);
    problems.push(`${fileSetting} cannot be read (${reason})`);
    return undefined;
  }
}

function numberIn(
  name: string,
  text: string | undefined,
  range: Range,
  problems: string[],
): number {
  if (text === undefined) return range.byDefault;
  const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= range.least && value <= range.most)) {
    problems.push(`${name} is "${text}"; it must be a number from ${range.least} to ${range.most}`);
  }
  return value;
}

function rangeOf(name: string, { range }: Setting): Range {
  if (range === undefined) throw new Error(`${name} is not declared as a number`);
  return range;
}
