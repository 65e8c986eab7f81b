import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

export const dockerFolder = fileURLToPath(new URL("../../../../docker/", import.meta.url));

/** A service of a compose file, as far as its process comes to know it. */
export interface ComposeService {
  readonly image: string;
  readonly command: readonly string[];
  /** `uid:gid`. */
  readonly user: string;
  readonly environment: Readonly<Record<string, string | null>>;
  readonly volumes: readonly string[];
  readonly networks: readonly string[] | Readonly<Record<string, unknown>>;
  readonly profiles?: readonly string[];
  readonly restart?: string;
  readonly init?: boolean;
  readonly ports?: readonly string[];
  readonly read_only?: boolean;
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly healthcheck?: object;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly networks: Readonly<Record<string, { readonly internal?: boolean } | null>>;
}

/** Reads a file as compose does: variables first, then anchors and merged keys. */
export function readCompose(
  name: string,
  variables: Readonly<Record<string, string>>,
): ComposeFile {
  const text = readFileSync(`${dockerFolder}${name}`, "utf8");
  // What compose-spec says of it, the tests check.
  return parse(interpolate(text, variables), { merge: true }) as ComposeFile;
}

export function networksOf({ networks }: ComposeService): readonly string[] {
  return Array.isArray(networks) ? networks : Object.keys(networks);
}

/** Names of the variables that a file asks for. */
export function variablesIn(name: string): string[] {
  const text = readFileSync(`${dockerFolder}${name}`, "utf8");
  return [...new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, variable]) => variable ?? ""))];
}

function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)(:[?-]([^}]*))?\}/g, (_all, name: string, rest = "", word = "") => {
    const value = variables[name];
    if (value !== undefined) return value;
    if (rest.startsWith(":-")) return word;
    throw new Error(`${name} is not set: ${word}`);
  });
}
