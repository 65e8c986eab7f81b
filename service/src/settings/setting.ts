/** The environment as a process receives it; empty means unset. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Which numbers a setting takes, both ends included, and the one it has while it is unset. */
export interface Range {
  readonly byDefault: number;
  readonly least: number;
  readonly most: number;
}

/** A setting as it is read, and as the reference describes it. */
export interface Setting {
  /** What it is to be set to: "the path of convention.yaml". Small letters, no full stop. */
  readonly is: string;
  /** Of a number. */
  readonly unit?: string;
  readonly range?: Range;
  /** The only words that it takes. */
  readonly oneOf?: readonly string[];
  /** What holds while it is unset, in words; a number's is its range's. */
  readonly byDefault?: string;
  readonly isRequired?: true;
  /** Address of something that must arrive unchanged. */
  readonly isAddress?: true;
  /** Never in a message or a log; `<name>_FILE` may name a file that holds it. */
  readonly isSecret?: true;
}

export type Settings<Name extends string = string> = Readonly<Record<Name, Setting>>;

/** Every setting of one process: what is not here, it does not read. */
export interface ProcessSettings<Name extends string = string> {
  /** As messages call it: "the gateway". */
  readonly process: string;
  readonly settings: Settings<Name>;
}

/** Where a secret may be read from instead. */
export function fileSettingOf(name: string): string {
  return `${name}_FILE`;
}
